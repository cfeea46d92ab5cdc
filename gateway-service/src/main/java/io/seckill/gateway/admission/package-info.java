/**
 * Who gets in: a token for each new request, or a refusal at once; from which bucket, at which rate
 * and within which limits of one caller is a room each.
 */
@NullMarked
package io.seckill.gateway.admission;

import org.jspecify.annotations.NullMarked;
