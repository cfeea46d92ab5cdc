/** Dead letters: what they say, and back to their topic with them. */
@NullMarked
package io.seckill.stack.letters;

import org.jspecify.annotations.NullMarked;
