package io.seckill.seckill.signal;

import java.util.concurrent.atomic.LongAdder;

/**
 * How one lane moves: what waits, and how much is taken a second between two looks in which some
 * waited all along; an idle instance does not show what it could do, only that it can do what it
 * did.
 */
final class LaneLoad {

  /** Fewer may wait by chance, while a fetch is under way. */
  private static final long WAITING_SURELY = 200;

  /** What was reached once is believed for about a second: a rate falls to half in seven looks. */
  private static final double FORGET = 0.9;

  private final LongAdder taken = new LongAdder();
  private volatile double drainPerSecond;
  private volatile long waiting;
  private long takenBefore;

  void taken(int requests) {
    taken.add(requests);
  }

  long waiting() {
    return waiting;
  }

  double drainPerSecond() {
    return drainPerSecond;
  }

  /** So many wait now in so many partitions, so long after the look before. One thread calls it. */
  void look(long waitingNow, int partitions, long nanosSince) {
    long total = taken.sum();
    double sample = (total - takenBefore) * 1e9 / nanosSince;
    if (partitions == 0) {
      // Others read the lane now: what this one once did adds nothing to what they do.
      drainPerSecond = 0;
    } else if (waitingNow >= WAITING_SURELY && waiting >= WAITING_SURELY) {
      drainPerSecond = Math.max(sample, drainPerSecond * FORGET);
    } else if (drainPerSecond > 0) {
      // What was done can be done. After a standstill the drain is next to nothing, and where
      // gateways let nobody in therefore, nobody would ever wait again to show more.
      drainPerSecond = Math.max(sample, drainPerSecond);
    }
    waiting = waitingNow;
    takenBefore = total;
  }
}
