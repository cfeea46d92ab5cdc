package io.seckill.gateway.admission.queue;

/**
 * How many tokens fall due as time passes, by a steady clock. Only time since it was made counts:
 * who takes over from another makes up for nothing, so together they never exceed the rate.
 */
final class Drip {

  private static final double NANOS = 1e9;

  private long since;
  private double due;

  Drip(long nowNanos) {
    this.since = nowNanos;
  }

  /**
   * Whole tokens that fell due since the last call; the fraction is kept for the next one.
   *
   * @param rate tokens a second, all that time
   */
  long until(long nowNanos, long rate) {
    due += rate * ((nowNanos - since) / NANOS);
    since = nowNanos;
    long whole = (long) due;
    due -= whole;
    return whole;
  }
}
