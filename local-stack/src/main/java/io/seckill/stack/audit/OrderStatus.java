package io.seckill.stack.audit;

/** What the order table says of a request. */
enum OrderStatus {
  /** It has no row. */
  NONE,
  PENDING_PAYMENT,
  PAID,
  CANCELLED,
  /** Reserved, but no order yet: there is no unit free. */
  PARKED,
  /** Cancelled before it became an order. */
  NEVER_MADE;

  boolean stands() {
    return this == PENDING_PAYMENT || this == PAID;
  }

  /** Whether it is or was an order, so that the company heard of it. */
  boolean wasMade() {
    return stands() || this == CANCELLED;
  }
}
