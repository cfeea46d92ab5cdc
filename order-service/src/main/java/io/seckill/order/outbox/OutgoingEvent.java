package io.seckill.order.outbox;

/**
 * An event as topic {@code orders} will carry it.
 *
 * @param orderId the key of the message: events of one order stay in order
 * @param payload the message, an encoded {@code OrderEvent}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying each payload would cost
public record OutgoingEvent(String orderId, byte[] payload) {}
