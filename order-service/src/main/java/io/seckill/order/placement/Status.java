package io.seckill.order.placement;

/** What became of a request; the names are those of column {@code orders.status}. */
enum Status {
  PENDING_PAYMENT,
  PAID,
  CANCELLED,
  /** Reserved, but the sale has no unit free yet. */
  PARKED,
  /** Cancelled before it became an order. */
  NEVER_MADE
}
