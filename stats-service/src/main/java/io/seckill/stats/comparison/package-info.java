/** Compares what was counted with what order-service says of its own table. */
@NullMarked
package io.seckill.stats.comparison;

import org.jspecify.annotations.NullMarked;
