/** Nobody paid in time: decided here, cancelled by the ledger. */
@NullMarked
package io.seckill.order.lapse;

import org.jspecify.annotations.NullMarked;
