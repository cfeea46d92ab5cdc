package io.seckill.stack.sale;

/**
 * An order as order-service shows it.
 *
 * @param requestId the request it came from
 * @param quantity units
 * @param status {@code PENDING_PAYMENT}, {@code PAID} or {@code CANCELLED}
 */
record OrderSeen(String orderId, String requestId, String userId, int quantity, String status) {

  boolean stands() {
    return !status.equals("CANCELLED");
  }
}
