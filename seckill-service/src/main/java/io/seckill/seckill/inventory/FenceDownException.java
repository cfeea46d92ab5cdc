package io.seckill.seckill.inventory;

/** Redis may have forgotten: the sale's stock must be rebuilt from the ledger before it is used. */
public class FenceDownException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String saleId;

  /** For the sale whose fence is down. */
  public FenceDownException(String saleId) {
    super("The stock of sale '" + saleId + "' is not known to be complete in Redis");
    this.saleId = saleId;
  }

  /** The sale whose fence is down. */
  public String saleId() {
    return saleId;
  }
}
