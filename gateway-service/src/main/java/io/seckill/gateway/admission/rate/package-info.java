/** Tokens a second: as set, or as many as those behind the queue can carry. */
@NullMarked
package io.seckill.gateway.admission.rate;

import org.jspecify.annotations.NullMarked;
