package io.seckill.stack.sale;

/**
 * When each request is due. The times are fixed by the rate before anything is sent, so a slow
 * answer delays no other request: what waited because of a stall counts as waiting (no coordinated
 * omission).
 */
final class Pace {

  private static final double NANOS_PER_SECOND = 1e9;

  private final int ratePerSecond;
  private final long startNanos;

  /**
   * @param ratePerSecond above 0
   * @param startNanos when the first request is due
   */
  Pace(int ratePerSecond, long startNanos) {
    this.ratePerSecond = ratePerSecond;
    this.startNanos = startNanos;
  }

  long dueNanos(int shopper) {
    return startNanos + (long) (shopper * (NANOS_PER_SECOND / ratePerSecond));
  }
}
