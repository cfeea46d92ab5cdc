package io.seckill.gateway.signal;

import java.util.function.LongSupplier;

/**
 * What the two lanes of the queue together say of those who drain it, and this gateway's part of
 * what joins.
 */
public final class WholeQueue {

  private static final double NANOS = 1e9;

  /** A seckill service measures what it drains of a lane only while so many wait there. */
  private static final int TELLING_BACKLOG = 200;

  private static final double PART_LEAST = 0.02;
  private static final double PART_NEWEST = 0.3;
  private static final long PART_WINDOW_NANOS = 1_000_000_000L;

  private final long leaseNanos;
  private final LongSupplier nanoTime;
  private volatile Heard heard = new Heard(0, 0, 0, 0, 0);
  private volatile double ownPart = 1;
  private Heard atWindow = heard;

  /**
   * @param backlog requests that wait
   * @param drainPerSecond requests taken a second when last some had to wait
   */
  record Lane(long backlog, double drainPerSecond) {

    /** What it drains, where that is not long past. */
    private double drainNow(int instances) {
      return backlog >= (long) TELLING_BACKLOG * instances ? drainPerSecond : 0;
    }
  }

  private record Heard(
      int instances, long backlog, double drainPerSecond, long joined, long nanos) {}

  WholeQueue(long leaseNanos, LongSupplier nanoTime) {
    this.leaseNanos = leaseNanos;
    this.nanoTime = nanoTime;
  }

  /** Whether any seckill service was heard of lately. */
  public boolean isKnown() {
    Heard now = heard;
    return now.instances() > 0 && nanoTime.getAsLong() - now.nanos() <= leaseNanos;
  }

  /** Requests taken a second from the lanes in which many wait; 0 where in none. */
  public double drainPerSecond() {
    return heard.drainPerSecond();
  }

  /** The wait as last heard, milliseconds; 0 where too few wait to tell what could be drained. */
  public double tellingWaitMillis() {
    Heard now = heard;
    return now.drainPerSecond() > 0 ? now.backlog() * 1e3 / now.drainPerSecond() : 0;
  }

  /** This gateway's part of the requests that joined lately, as far as that could be measured. */
  public double ownPart() {
    return ownPart;
  }

  void learn(int instances, Lane vip, Lane ordinary, long joined) {
    heard =
        new Heard(
            instances,
            vip.backlog() + ordinary.backlog(),
            vip.drainNow(instances) + ordinary.drainNow(instances),
            joined,
            nanoTime.getAsLong());
    measureOwnPart(heard);
  }

  /** What joined is what was drained and what the queue grew by; some of it joined here. */
  private void measureOwnPart(Heard now) {
    long nanos = now.nanos() - atWindow.nanos();
    if (nanos < PART_WINDOW_NANOS) {
      return;
    }
    double all = now.drainPerSecond() * nanos / NANOS + now.backlog() - atWindow.backlog();
    if (now.drainPerSecond() > 0 && atWindow.drainPerSecond() > 0 && all > 0) {
      double part = (now.joined() - atWindow.joined()) / all;
      ownPart += PART_NEWEST * (Math.max(PART_LEAST, Math.min(1, part)) - ownPart);
    }
    atWindow = now;
  }
}
