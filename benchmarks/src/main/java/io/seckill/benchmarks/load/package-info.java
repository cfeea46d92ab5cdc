/** Sends requests at a fixed rate or as fast as they are answered, and counts what is heard. */
@NullMarked
package io.seckill.benchmarks.load;

import org.jspecify.annotations.NullMarked;
