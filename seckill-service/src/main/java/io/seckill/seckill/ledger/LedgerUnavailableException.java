package io.seckill.seckill.ledger;

/** The ledger did not answer in time: what was sent may or may not be durable. */
public class LedgerUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LedgerUnavailableException(int entries) {
    super(entries + " ledger entries were not acknowledged in time");
  }

  LedgerUnavailableException(Exception cause) {
    super("The brokers do not say how far the ledger was followed", cause);
  }
}
