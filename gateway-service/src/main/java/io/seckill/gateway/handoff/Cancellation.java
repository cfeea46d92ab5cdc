package io.seckill.gateway.handoff;

import io.seckill.tracing.Trail;
import org.jspecify.annotations.Nullable;

/**
 * A request whose deadline passed.
 *
 * @param receipt told what became of it, on Kafka's or the caller's thread: it must not block
 * @param trail null where it is not sampled
 */
public record Cancellation(
    String requestId,
    String saleId,
    String userId,
    int quantity,
    Receipt receipt,
    @Nullable Trail trail) {}
