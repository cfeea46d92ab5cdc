package io.seckill.order.payment;

import org.springframework.http.HttpStatus;

/** Why an order is not paid by this call. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Its problem type, title and status. */
  enum Kind {
    BAD_REQUEST("bad-request", "Bad request", HttpStatus.BAD_REQUEST),
    UNKNOWN_ORDER("unknown-order", "Unknown order", HttpStatus.NOT_FOUND),
    ALREADY_PAID("already-paid", "Already paid", HttpStatus.CONFLICT),
    ORDER_CANCELLED("order-cancelled", "Order cancelled", HttpStatus.CONFLICT);

    final String type;
    final String title;
    final HttpStatus status;

    Kind(String type, String title, HttpStatus status) {
      this.type = type;
      this.title = title;
      this.status = status;
    }
  }

  private final Kind kind;

  Refusal(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
