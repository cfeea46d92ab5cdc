/** An order is paid, once, as long as nobody has decided that it lapses. */
@NullMarked
package io.seckill.order.payment;

import org.jspecify.annotations.NullMarked;
