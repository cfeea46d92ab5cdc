/** The register of requests: each waits here, is decided once, and is remembered for a while. */
@NullMarked
package io.seckill.gateway.purchase.waiting;

import org.jspecify.annotations.NullMarked;
