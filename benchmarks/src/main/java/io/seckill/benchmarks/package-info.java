/** {@code ./seckill bench}: comparisons on the embedded stack, and a report of them. */
@NullMarked
package io.seckill.benchmarks;

import org.jspecify.annotations.NullMarked;
