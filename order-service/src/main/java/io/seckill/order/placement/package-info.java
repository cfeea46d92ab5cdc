/** Makes and cancels orders: a cancel wins, and the units of a sale never exceed its stock. */
@NullMarked
package io.seckill.order.placement;

import org.jspecify.annotations.NullMarked;
