package io.seckill.stack.sale;

import org.jspecify.annotations.Nullable;

/**
 * An order as order-service shows it.
 *
 * @param requestId the request it came from
 * @param quantity units
 * @param status {@code PENDING_PAYMENT}, {@code PAID} or {@code CANCELLED}
 * @param cancelledReason of a cancelled one
 */
record OrderSeen(
    String orderId,
    String requestId,
    String userId,
    int quantity,
    String status,
    @Nullable String cancelledReason) {

  boolean stands() {
    return !status.equals("CANCELLED");
  }

  /** The shopper got it: it stands, or stood until nobody paid in time. */
  boolean wasGot() {
    return stands() || "unpaid".equals(cancelledReason);
  }
}
