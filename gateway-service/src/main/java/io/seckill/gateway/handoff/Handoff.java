package io.seckill.gateway.handoff;

import io.seckill.tracing.Trail;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to the queue.
 *
 * @param deadlineEpochMillis when the gateway will have given up
 * @param budgetMillis milliseconds from admission to the deadline
 * @param vip whether it goes by the vip lane
 * @param receipt told what became of it, on Kafka's or the publisher's thread: it must not block
 * @param trail null where it is not sampled
 */
public record Handoff(
    String requestId,
    String saleId,
    String userId,
    int quantity,
    long deadlineEpochMillis,
    int budgetMillis,
    boolean vip,
    Receipt receipt,
    @Nullable Trail trail) {}
