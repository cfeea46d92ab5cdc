/** Results on their way back to the gateways whose shoppers wait. */
@NullMarked
package io.seckill.seckill.outcome;

import org.jspecify.annotations.NullMarked;
