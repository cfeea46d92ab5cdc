package io.seckill.seckill.decision;

/**
 * One item, a stock, a window, a limit per user.
 *
 * @param stock units at the start
 * @param perUser units one user may hold
 * @param priceMinor price of one unit in minor units of {@code currency} (ISO 4217)
 * @param startsMillis start of the window, inclusive, milliseconds since the epoch
 * @param endsMillis end of the window, exclusive
 * @param createdMillis nothing about the sale stands in the ledger before this time
 */
public record Sale(
    String saleId,
    String item,
    int stock,
    int perUser,
    long priceMinor,
    String currency,
    long startsMillis,
    long endsMillis,
    long createdMillis) {}
