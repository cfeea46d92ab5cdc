/** Orders as others may read them, over HTTP. */
@NullMarked
package io.seckill.order.lookup;

import org.jspecify.annotations.NullMarked;
