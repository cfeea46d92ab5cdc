package io.seckill.notification.message;

import org.jspecify.annotations.Nullable;

/**
 * One thing to be said to a shopper. The order and the event together are its identity.
 *
 * @param orderId the order
 * @param event what happened to it: {@code created}, {@code paid} or {@code cancelled}
 * @param userId whom to tell
 * @param saleId the sale
 * @param text what the shopper reads
 * @param source the event that it comes from
 * @param traceparent where the trace of a sampled request goes on; null for every other
 */
public record Message(
    String orderId,
    String event,
    String userId,
    String saleId,
    String text,
    Source source,
    @Nullable String traceparent) {

  /**
   * An event as it came, and where it stands in topic `orders`.
   *
   * @param value the bytes; not copied, nobody may change them
   * @param partition its partition
   * @param offset its offset in the partition
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, only carried through
  public record Source(byte[] value, int partition, long offset) {}
}
