package io.seckill.order.placement;

/** What one entry of the ledger says about one request. */
public sealed interface LedgerFact {

  /** The request, and the order that comes of it: they share one id. */
  String requestId();

  /** The sale whose stock it is about; the same for every fact of one request. */
  String saleId();

  /** The shopper. */
  String userId();

  /** Units. */
  int quantity();

  /**
   * Stock was locked for the request.
   *
   * @param quantity units, 1 to 1000
   * @param item what is sold, as shown to shoppers
   * @param priceMinor price of one unit in minor units of the currency, 0 or more
   * @param currency ISO 4217
   * @param saleStock units the sale began with, 1 to 1,000,000,000
   */
  record Reserved(
      String requestId,
      String saleId,
      String userId,
      int quantity,
      String item,
      long priceMinor,
      String currency,
      int saleStock)
      implements LedgerFact {}

  /** The request has no claim to stock any more. User and quantity may be missing: "" and 0. */
  record Cancelled(
      String requestId, String saleId, String userId, int quantity, CancelReason reason)
      implements LedgerFact {}
}
