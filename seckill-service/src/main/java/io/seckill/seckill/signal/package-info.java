/** Hints to all gateways: which sales are sold out, and how the queue stands. */
@NullMarked
package io.seckill.seckill.signal;

import org.jspecify.annotations.NullMarked;
