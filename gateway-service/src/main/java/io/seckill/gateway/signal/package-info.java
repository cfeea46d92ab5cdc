/** Hints of the seckill services: which sales are sold out, and how long the queue is. */
@NullMarked
package io.seckill.gateway.signal;

import org.jspecify.annotations.NullMarked;
