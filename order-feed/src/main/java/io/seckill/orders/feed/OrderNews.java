package io.seckill.orders.feed;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What an order event says, checked. The order and the kind together tell a repeat.
 *
 * @param kind what happened
 * @param orderId the order
 * @param saleId the sale it came from
 * @param userId the shopper
 * @param item what was bought, 1 to 200 characters, none of them control characters
 * @param quantity units, 1 to 1000
 * @param priceMinor price of one unit in minor units of the currency, 0 or more
 * @param currency ISO 4217, three letters
 * @param reason why it was cancelled, in a word; empty for what was not cancelled
 * @param occurredAt when it happened, by order-service's clock
 * @param record the event as it came
 */
public record OrderNews(
    Kind kind,
    String orderId,
    String saleId,
    String userId,
    String item,
    int quantity,
    long priceMinor,
    String currency,
    String reason,
    Instant occurredAt,
    ConsumerRecord<byte[], byte[]> record) {

  /** What can happen to an order. */
  public enum Kind {
    CREATED,
    PAID,
    CANCELLED
  }
}
