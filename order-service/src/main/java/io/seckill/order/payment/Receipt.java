package io.seckill.order.payment;

import java.time.Instant;

/**
 * An order is paid.
 *
 * @param status {@code PAID}
 * @param paidAt when, UTC; the same for every repeat
 */
record Receipt(String orderId, String status, Instant paidAt) {

  static Receipt of(String orderId, Instant paidAt) {
    return new Receipt(orderId, "PAID", paidAt);
  }
}
