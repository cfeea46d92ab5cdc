/**
 * Hands over to Kafka: requests to the queue, cancellations to the ledger; never blocks a caller.
 */
@NullMarked
package io.seckill.gateway.handoff;

import org.jspecify.annotations.NullMarked;
