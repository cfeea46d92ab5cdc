package io.seckill.stats.counting;

import java.time.Instant;

/**
 * An event of an order, seen now, for the first time or again.
 *
 * @param event what happened
 * @param orderId the order
 * @param saleId its sale
 * @param userId its shopper
 * @param quantity its units
 * @param priceMinor price of one unit in minor units of the currency
 * @param currency ISO 4217
 * @param occurredAt when it happened
 */
public record Sighting(
    Event event,
    String orderId,
    String saleId,
    String userId,
    int quantity,
    long priceMinor,
    String currency,
    Instant occurredAt) {

  /** What can happen to an order. */
  public enum Event {
    CREATED,
    PAID,
    CANCELLED
  }
}
