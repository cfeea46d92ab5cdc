package io.seckill.notification.lookup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to a shopper as the API shows it.
 *
 * @param orderId the order
 * @param event what happened to it: {@code created}, {@code paid} or {@code cancelled}
 * @param userId whom it tells
 * @param saleId the sale
 * @param text what it says
 * @param status {@code PENDING}: to be sent, or sent and not confirmed; {@code SENT}: taken by the
 *     provider; {@code DEAD}: given up
 * @param attempts times that it was taken for sending
 * @param createdAt when it was made of the event
 * @param sentAt when the provider took it; null before
 * @param lastError what went wrong last; null where nothing did
 */
record Notification(
    String orderId,
    String event,
    String userId,
    String saleId,
    String text,
    String status,
    int attempts,
    Instant createdAt,
    @Nullable Instant sentAt,
    @Nullable String lastError) {}
