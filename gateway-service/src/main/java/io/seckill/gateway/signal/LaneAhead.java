package io.seckill.gateway.signal;

import java.util.concurrent.atomic.LongAdder;

/**
 * What is ahead of a request that joins a lane now. What this gateway added since the last signal
 * counts too; what others added shows with the next one, a fifth of a second later.
 */
final class LaneAhead {

  private static final double NANOS = 1e9;

  private final LongAdder joined = new LongAdder();
  private final long leaseNanos;
  private volatile Ahead ahead = new Ahead(0, 0, 0, 0);

  private record Ahead(long backlog, double drainPerSecond, long joinedBefore, long nanos) {}

  LaneAhead(long leaseNanos) {
    this.leaseNanos = leaseNanos;
  }

  void join() {
    joined.increment();
  }

  long joined() {
    return joined.sum();
  }

  double drainPerSecond() {
    return ahead.drainPerSecond();
  }

  /** Expected wait in milliseconds; 0 where nothing is known. */
  long waitMillis(long nanos) {
    Ahead now = ahead;
    if (now.drainPerSecond() <= 0 || nanos - now.nanos() > leaseNanos) {
      return 0;
    }
    double drained = now.drainPerSecond() * (nanos - now.nanos()) / NANOS;
    double waiting = now.backlog() + (joined.sum() - now.joinedBefore()) - drained;
    return (long) Math.max(0, waiting * 1_000 / now.drainPerSecond());
  }

  void learn(long backlog, double drainPerSecond, long nanos) {
    ahead = new Ahead(backlog, drainPerSecond, joined.sum(), nanos);
  }
}
