/** Spans of sampled requests; a request that is not sampled passes without any object made. */
@NullMarked
package io.seckill.tracing;

import org.jspecify.annotations.NullMarked;
