package io.seckill.seckill.decision;

/**
 * One shopper's wish to buy, as it came from the queue.
 *
 * @param requestId {@code <saleId>.<22 characters>}; the order that may come of it has the same id
 * @param quantity units, 1 to 1000
 * @param deadlineMillis when the gateway gives up, milliseconds since the epoch
 * @param replyTo the gateway's gRPC address, {@code host:port}
 * @param incarnation which life of that gateway asked
 */
public record Request(
    String requestId,
    String saleId,
    String userId,
    int quantity,
    long deadlineMillis,
    String replyTo,
    long incarnation) {}
