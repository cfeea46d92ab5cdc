package io.seckill.stats.intake;

import java.time.Instant;

/**
 * What an order event says, checked.
 *
 * @param kind what happened
 * @param orderId the order
 * @param saleId the sale it came from
 * @param userId the shopper
 * @param quantity units, 1 to 1000
 * @param priceMinor price of one unit in minor units of the currency, 0 or more
 * @param currency ISO 4217, three letters
 * @param occurredAt when it happened, by order-service's clock
 */
public record OrderNews(
    Kind kind,
    String orderId,
    String saleId,
    String userId,
    int quantity,
    long priceMinor,
    String currency,
    Instant occurredAt) {

  /** What can happen to an order. */
  public enum Kind {
    CREATED,
    PAID,
    CANCELLED
  }
}
