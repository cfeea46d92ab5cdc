/** Events leave the house from here: written with the change they tell of, published afterwards. */
@NullMarked
package io.seckill.order.outbox;

import org.jspecify.annotations.NullMarked;
