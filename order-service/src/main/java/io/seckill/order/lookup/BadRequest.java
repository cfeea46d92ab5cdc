package io.seckill.order.lookup;

/** The caller asked for something that cannot be; the message says what, and what can. */
final class BadRequest extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadRequest(String what, String actual, String expected) {
    super(what + ": " + actual + " (expected: " + expected + ")");
  }
}
