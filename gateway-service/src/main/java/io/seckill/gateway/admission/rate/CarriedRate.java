package io.seckill.gateway.admission.rate;

/**
 * The rate at which requests may be let in so that the queue behind the gateways stays as short as
 * wanted. By Little's law a queue of {@code drain * wait} requests is a wait; to bring a wait
 * {@code w} to the wanted one {@code t} within about {@code s} seconds, let in
 *
 * <pre>rate = drain * (1 + (t - w) / s)</pre>
 *
 * <p>The queue then follows {@code dw/dt = (t - w) / s}: it comes near without swinging, as long as
 * {@code s} is well above the age of what is heard. While the queue is too short to show what those
 * behind it can carry, the rate rises by a part of itself each second as long as more is wanted.
 *
 * <p>Knows no clock and no threads: whoever hears of the queue calls it. Not thread-safe.
 */
final class CarriedRate {

  private static final double SETTLE_SECONDS = 2;
  private static final double FACTOR_MIN = 0.1;
  private static final double FACTOR_MAX = 1.1;
  private static final double RISE_PER_SECOND = 0.25;

  /** A shorter queue says nothing of what could be carried. */
  private static final double TELLING_PART = 0.25;

  /** What is heard less than this apart counts as once. */
  private static final double STEP_MAX_SECONDS = 1;

  private final double wantedWaitSeconds;
  private final double least;
  private final double most;
  private double rate;
  private boolean toldBefore;
  private double heardSeconds = Double.NaN;

  /**
   * @param wantedWaitMillis how long a request should wait in the queue under full load
   * @param first the rate until anything is heard; it lies from {@code least} to {@code most}
   */
  CarriedRate(long wantedWaitMillis, double first, double least, double most) {
    this.wantedWaitSeconds = wantedWaitMillis / 1e3;
    this.rate = first;
    this.least = least;
    this.most = most;
  }

  /** Requests a second. */
  double perSecond() {
    return rate;
  }

  /**
   * The queue was heard of.
   *
   * @param nowNanos of a steady clock
   * @param drainPerSecond requests that leave the queue a second while some wait; 0: not known
   * @param waitMillis how long a request that joins now would wait
   * @param wanted whether requests were refused since it was last heard of
   */
  void hear(long nowNanos, double drainPerSecond, double waitMillis, boolean wanted) {
    double now = nowNanos / 1e9;
    double step = Double.isNaN(heardSeconds) ? 0 : Math.min(STEP_MAX_SECONDS, now - heardSeconds);
    heardSeconds = now;
    double wait = waitMillis / 1e3;
    boolean telling = drainPerSecond > 0 && wait >= TELLING_PART * wantedWaitSeconds;
    if (telling && toldBefore) {
      double factor = 1 + (wantedWaitSeconds - wait) / SETTLE_SECONDS;
      rate = drainPerSecond * Math.max(FACTOR_MIN, Math.min(FACTOR_MAX, factor));
    } else if (wanted && !telling) {
      rate *= 1 + RISE_PER_SECOND * step;
    }
    // A drain is measured over the time between two looks: at the first it is still the old one.
    toldBefore = telling;
    rate = Math.max(least, Math.min(most, rate));
  }
}
