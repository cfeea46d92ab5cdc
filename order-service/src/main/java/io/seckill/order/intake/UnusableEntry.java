package io.seckill.order.intake;

/** A record of the ledger that can never become a change of an order. */
final class UnusableEntry extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnusableEntry(String message) {
    super(message);
  }

  UnusableEntry(String message, Throwable cause) {
    super(message, cause);
  }
}
