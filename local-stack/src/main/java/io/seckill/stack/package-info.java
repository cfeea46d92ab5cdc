/**
 * The embedded stack as a whole, and the {@code seckill} command that starts, shows and ends it.
 */
@NullMarked
package io.seckill.stack;

import org.jspecify.annotations.NullMarked;
