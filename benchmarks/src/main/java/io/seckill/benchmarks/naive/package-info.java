/** The lesson's starting point: one service that does all five steps before it answers. */
@NullMarked
package io.seckill.benchmarks.naive;

import org.jspecify.annotations.NullMarked;
