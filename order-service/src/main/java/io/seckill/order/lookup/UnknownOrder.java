package io.seckill.order.lookup;

/** There is no such order. */
final class UnknownOrder extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnknownOrder(String orderId) {
    super("no order " + orderId);
  }
}
