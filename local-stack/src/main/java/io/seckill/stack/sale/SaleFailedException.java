package io.seckill.stack.sale;

/** The sale could not be held or checked; the message is a sentence for whoever asked for it. */
public final class SaleFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SaleFailedException(String message) {
    super(message);
  }

  SaleFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
