/** What is measured: the stack with other settings for each comparison, and what it uses. */
@NullMarked
package io.seckill.benchmarks.stage;

import org.jspecify.annotations.NullMarked;
