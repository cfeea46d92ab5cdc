package io.seckill.stats.lookup;

/** Nothing was counted for the sale; the message is for the caller. */
final class UnknownSaleException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnknownSaleException(String saleId) {
    super("No order of sale '%s' was counted yet.".formatted(saleId));
  }
}
