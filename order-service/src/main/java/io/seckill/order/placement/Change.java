package io.seckill.order.placement;

import java.time.Instant;

/** Something happened to an order that the company has to hear of. */
public sealed interface Change {

  /** The order as it stands after the change. */
  Order order();

  /** When it happened. */
  Instant at();

  /** The order exists and waits for payment. */
  record Created(Order order, Instant at) implements Change {}

  /** The order is paid. */
  record Paid(Order order, Instant at) implements Change {}

  /** The order no longer stands. */
  record Cancelled(Order order, CancelReason reason, Instant at) implements Change {}

  /**
   * What an order is about.
   *
   * @param id of the order; equals the id of the request it came from
   * @param quantity units, 1 to 1000
   * @param priceMinor price of one unit in minor units of the currency
   * @param currency ISO 4217
   */
  record Order(
      String id,
      String saleId,
      String userId,
      int quantity,
      String item,
      long priceMinor,
      String currency) {}
}
