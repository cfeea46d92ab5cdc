package io.seckill.stats.counting;

import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far one order goes with a batch: from the marks it had to those it has now. What is counted
 * is the difference, so an order that goes nowhere counts for nothing.
 *
 * @param orderId the order
 * @param saleId its sale, as it was first seen
 * @param userId its shopper, as first seen
 * @param quantity its units, as first seen
 * @param priceMinor price of one unit, as first seen
 * @param currency ISO 4217
 * @param before what was counted already
 * @param after what is counted from now on
 * @param createdAt when it was made; null where the batch does not say
 */
record Step(
    String orderId,
    String saleId,
    String userId,
    int quantity,
    long priceMinor,
    String currency,
    Marks before,
    Marks after,
    @Nullable Instant createdAt) {

  boolean goesSomewhere() {
    return !before.equals(after);
  }

  int created() {
    return gained(before.created(), after.created());
  }

  int paid() {
    return gained(before.paid(), after.paid());
  }

  int cancelled() {
    return gained(before.cancelled(), after.cancelled());
  }

  /** 1 where the order stands from now on, -1 where it does no more. */
  int standing() {
    return gained(before.standing(), after.standing());
  }

  long units() {
    return (long) standing() * quantity;
  }

  BigInteger revenueMinor() {
    return BigInteger.valueOf(priceMinor).multiply(BigInteger.valueOf(units()));
  }

  private static int gained(boolean before, boolean after) {
    return (after ? 1 : 0) - (before ? 1 : 0);
  }
}
