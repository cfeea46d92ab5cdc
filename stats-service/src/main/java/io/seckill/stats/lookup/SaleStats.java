package io.seckill.stats.lookup;

import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The counts of one sale. An order stands while it is created and not cancelled.
 *
 * @param saleId the sale
 * @param ordersCreated orders made, those cancelled later included
 * @param ordersPaid orders paid
 * @param ordersCancelled orders cancelled
 * @param unitsSold units in standing orders
 * @param buyers users with a standing order
 * @param revenueMinor price of the units sold, in minor units of the currency
 * @param currency ISO 4217
 * @param firstOrderAt when its first order was made; null before
 * @param lastOrderAt when its last order was made; null before
 */
record SaleStats(
    String saleId,
    long ordersCreated,
    long ordersPaid,
    long ordersCancelled,
    long unitsSold,
    long buyers,
    BigInteger revenueMinor,
    String currency,
    @Nullable Instant firstOrderAt,
    @Nullable Instant lastOrderAt) {}
