package io.seckill.gateway.reply;

import org.jspecify.annotations.Nullable;

/**
 * One request decided by seckill-service.
 *
 * @param requestId the request
 * @param deadlineMillis which try of it: the deadline that it had; 0 where it is not told
 * @param outcome how it was decided
 * @param orderId SUCCESS: the order; LIMIT_EXCEEDED: the user's earlier order, where known
 * @param reason a sentence for the shopper, absent on SUCCESS
 */
public record Result(
    String requestId,
    long deadlineMillis,
    Outcome outcome,
    @Nullable String orderId,
    @Nullable String reason) {}
