/** Who gets in: a token for each new request, or a refusal at once. */
@NullMarked
package io.seckill.gateway.admission;

import org.jspecify.annotations.NullMarked;
