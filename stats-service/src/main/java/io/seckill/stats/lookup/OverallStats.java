package io.seckill.stats.lookup;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The counts of all sales together.
 *
 * @param sales sales with anything counted
 * @param ordersCreated orders made, those cancelled later included
 * @param ordersPaid orders paid
 * @param ordersCancelled orders cancelled
 * @param unitsSold units in standing orders
 * @param buyers users with a standing order, each once for each sale
 * @param revenueMinor price of the units sold, in minor units, by currency (ISO 4217)
 * @param firstOrderAt when the first order was made; null before
 * @param lastOrderAt when the last order was made; null before
 */
record OverallStats(
    long sales,
    long ordersCreated,
    long ordersPaid,
    long ordersCancelled,
    long unitsSold,
    long buyers,
    Map<String, BigInteger> revenueMinor,
    @Nullable Instant firstOrderAt,
    @Nullable Instant lastOrderAt) {}
