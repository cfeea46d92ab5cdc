/** What a bucket of tokens is to those who ask it, and the two that need nobody else. */
@NullMarked
package io.seckill.gateway.admission.bucket;

import org.jspecify.annotations.NullMarked;
