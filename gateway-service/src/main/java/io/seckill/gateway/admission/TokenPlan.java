package io.seckill.gateway.admission;

import io.seckill.gateway.admission.rate.TokenRate;

/**
 * What the bucket is made of just now.
 *
 * @param source where tokens come from
 * @param rate tokens a second
 * @param capacity tokens it holds, the largest burst, 1 to 10,000,000
 */
record TokenPlan(TokenSettings.Source source, TokenRate rate, long capacity) {

  static final long CAPACITY_MOST = 10_000_000;

  /** Whether the same bucket can go on at another rate. */
  boolean differsInRateOnly(TokenPlan other) {
    return source == other.source && capacity == other.capacity;
  }
}
