package io.seckill.gateway.reply;

import org.jspecify.annotations.Nullable;

/**
 * One request decided by seckill-service.
 *
 * @param requestId the request
 * @param outcome how it was decided
 * @param orderId SUCCESS: the order; LIMIT_EXCEEDED: the user's earlier order, where known
 * @param reason a sentence for the shopper, absent on SUCCESS
 */
public record Result(
    String requestId, Outcome outcome, @Nullable String orderId, @Nullable String reason) {}
