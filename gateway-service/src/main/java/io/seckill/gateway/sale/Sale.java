package io.seckill.gateway.sale;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sale as the API shows it.
 *
 * @param remaining units that can still be had; null while the stock is being rebuilt
 * @param reserved units locked for requests; null while the stock is being rebuilt
 * @param perUser units one user may hold
 * @param priceMinor price of one unit in minor units of the currency
 * @param status {@code NOT_STARTED}, {@code RUNNING}, {@code SOLD_OUT} or {@code ENDED}
 */
record Sale(
    String saleId,
    String item,
    int stock,
    @Nullable Integer remaining,
    @Nullable Integer reserved,
    int perUser,
    long priceMinor,
    String currency,
    Instant startsAt,
    Instant endsAt,
    Status status) {

  enum Status {
    NOT_STARTED,
    RUNNING,
    SOLD_OUT,
    ENDED
  }

  static Sale of(io.seckill.contracts.v1.SaleState state, Instant now) {
    var sale = state.getSale();
    Instant starts = Instant.ofEpochMilli(sale.getStartsEpochMillis());
    Instant ends = Instant.ofEpochMilli(sale.getEndsEpochMillis());
    boolean known = state.getStockKnown();
    Status status;
    if (now.isBefore(starts)) {
      status = Status.NOT_STARTED;
    } else if (!now.isBefore(ends)) {
      status = Status.ENDED;
    } else {
      status = known && state.getRemaining() == 0 ? Status.SOLD_OUT : Status.RUNNING;
    }
    return new Sale(
        sale.getSaleId(),
        sale.getItem(),
        sale.getStock(),
        known ? state.getRemaining() : null,
        known ? state.getReserved() : null,
        sale.getPerUser(),
        sale.getPriceMinor(),
        sale.getCurrency(),
        starts,
        ends,
        status);
  }
}
