/** One bucket of all gateways in Redis, taken from in small leases ahead of need. */
@NullMarked
package io.seckill.gateway.admission.lease;

import org.jspecify.annotations.NullMarked;
