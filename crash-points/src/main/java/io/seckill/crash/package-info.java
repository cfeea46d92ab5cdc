/**
 * Where a process can be made to die, for tests of what survives; no code that does anything else.
 */
@NullMarked
package io.seckill.crash;

import org.jspecify.annotations.NullMarked;
