/** Stock in Redis: taken, given back and rebuilt by scripts that run atomically behind a fence. */
@NullMarked
package io.seckill.seckill.inventory;

import org.jspecify.annotations.NullMarked;
