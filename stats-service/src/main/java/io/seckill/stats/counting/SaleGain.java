package io.seckill.stats.counting;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the steps of a batch add to the counts of one sale; may be negative where orders fell.
 *
 * @param saleId the sale
 * @param created orders made
 * @param paid orders paid
 * @param cancelled orders cancelled
 * @param units units in standing orders
 * @param buyers users with a standing order
 * @param revenueMinor price of these units, in minor units of the currency
 * @param currency ISO 4217
 * @param firstAt when the earliest of these orders was made; null where none was
 * @param lastAt when the latest of them was made; null where none was
 */
record SaleGain(
    String saleId,
    long created,
    long paid,
    long cancelled,
    long units,
    long buyers,
    BigInteger revenueMinor,
    String currency,
    @Nullable Instant firstAt,
    @Nullable Instant lastAt) {

  /**
   * Sums the steps, sorted by sale.
   *
   * @param buyers by sale: users who became buyers, less those who are none any more
   */
  static List<SaleGain> of(List<Step> steps, Map<String, Long> buyers) {
    Map<String, List<Step>> bySale = new TreeMap<>();
    for (Step step : steps) {
      bySale.computeIfAbsent(step.saleId(), sale -> new ArrayList<>()).add(step);
    }
    return bySale.entrySet().stream()
        .map(sale -> of(sale.getKey(), sale.getValue(), buyers.getOrDefault(sale.getKey(), 0L)))
        .toList();
  }

  private static SaleGain of(String saleId, List<Step> steps, long buyers) {
    List<Instant> times =
        steps.stream()
            .filter(step -> step.created() > 0)
            .map(Step::createdAt)
            .filter(Objects::nonNull)
            .sorted()
            .toList();
    return new SaleGain(
        saleId,
        steps.stream().mapToLong(Step::created).sum(),
        steps.stream().mapToLong(Step::paid).sum(),
        steps.stream().mapToLong(Step::cancelled).sum(),
        steps.stream().mapToLong(Step::units).sum(),
        buyers,
        steps.stream().map(Step::revenueMinor).reduce(BigInteger.ZERO, BigInteger::add),
        steps.get(0).currency(),
        times.isEmpty() ? null : times.get(0),
        times.isEmpty() ? null : times.get(times.size() - 1));
  }
}
