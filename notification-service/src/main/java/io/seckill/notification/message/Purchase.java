package io.seckill.notification.message;

/**
 * What a message speaks of.
 *
 * @param orderId the order
 * @param item what was bought
 * @param quantity units
 * @param priceMinor price of one unit in minor units of the currency
 * @param currency ISO 4217
 */
public record Purchase(
    String orderId, String item, int quantity, long priceMinor, String currency) {}
