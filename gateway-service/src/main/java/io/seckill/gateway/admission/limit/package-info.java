/** How much one user and one client address may ask, so that nobody alone empties the bucket. */
@NullMarked
package io.seckill.gateway.admission.limit;

import org.jspecify.annotations.NullMarked;
