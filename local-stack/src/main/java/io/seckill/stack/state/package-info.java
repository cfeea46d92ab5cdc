/** What is written down about a running stack, so that the next command finds it again. */
@NullMarked
package io.seckill.stack.state;

import org.jspecify.annotations.NullMarked;
