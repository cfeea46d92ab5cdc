package io.seckill.gateway.handoff;

/**
 * A request whose deadline passed.
 *
 * @param receipt told what became of it, on Kafka's or the caller's thread: it must not block
 */
public record Cancellation(
    String requestId, String saleId, String userId, int quantity, Receipt receipt) {}
