/** The comparisons that {@code ./seckill bench} runs, each a part of the report. */
@NullMarked
package io.seckill.benchmarks.comparison;

import org.jspecify.annotations.NullMarked;
