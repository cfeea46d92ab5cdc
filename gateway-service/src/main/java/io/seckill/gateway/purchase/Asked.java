package io.seckill.gateway.purchase;

import io.seckill.gateway.purchase.waiting.RequestId;
import io.seckill.tracing.Trail;
import org.jspecify.annotations.Nullable;

/**
 * What a shopper asks for, found valid.
 *
 * @param id of the request: drawn, or made from the user and the idempotency key
 * @param repeatable whether the shopper named an idempotency key, so that it may be a repeat
 * @param userId the shopper
 * @param address the client's, where addresses are limited
 * @param quantity units, 1 to 1000
 * @param vip whether the shopper goes by the vip lane
 * @param preference how the shopper wants to wait
 * @param trail null where it is not sampled, as most are
 */
record Asked(
    RequestId id,
    boolean repeatable,
    String userId,
    @Nullable String address,
    int quantity,
    boolean vip,
    Preference preference,
    @Nullable Trail trail) {}
