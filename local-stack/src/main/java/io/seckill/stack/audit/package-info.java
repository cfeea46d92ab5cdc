/** Checks the guarantees on a running system, from what its stores hold and nothing else. */
@NullMarked
package io.seckill.stack.audit;

import org.jspecify.annotations.NullMarked;
