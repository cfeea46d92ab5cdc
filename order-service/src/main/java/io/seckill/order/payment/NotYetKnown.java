package io.seckill.order.payment;

/**
 * The order is on its way, or may be: what becomes of the payment is said when it is asked again.
 */
final class NotYetKnown extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotYetKnown(String message) {
    super(message);
  }
}
