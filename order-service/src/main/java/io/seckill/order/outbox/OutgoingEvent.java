package io.seckill.order.outbox;

import org.jspecify.annotations.Nullable;

/**
 * An event as topic {@code orders} will carry it.
 *
 * @param orderId the key of the message: events of one order stay in order
 * @param payload the message, an encoded {@code OrderEvent}
 * @param traceparent where the trace of a sampled request goes on; null for every other
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying each payload would cost
public record OutgoingEvent(String orderId, byte[] payload, @Nullable String traceparent) {}
