package io.seckill.seckill.sale;

/** The sales topic could not be read to its end in time: whether a sale exists is not known. */
public class CatalogBehindException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CatalogBehindException(long actual, long expected) {
    super("sales read up to offset " + actual + " (expected: " + expected + ")");
  }

  CatalogBehindException(Throwable cause) {
    super("The end of the sales topic is not known", cause);
  }
}
