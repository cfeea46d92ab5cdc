package io.seckill.gateway.admission.lease;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many tokens a gateway should have here: what was asked for since the last tick, doubled; at
 * least a reserve of a twentieth of the bucket, at most the bucket. Asked from any thread; the rest
 * belongs to the one thread that ticks.
 */
final class Demand {

  private static final int IDLE_TICKS = 50;
  private static final int RESERVE_DIVISOR = 20;

  private final AtomicLong asked = new AtomicLong();
  private final long capacity;
  private final long reserve;
  private long askedBefore;
  private int idleTicks;

  Demand(long capacity) {
    this.capacity = capacity;
    this.reserve = Math.max(1, capacity / RESERVE_DIVISOR);
  }

  long reserve() {
    return reserve;
  }

  void asked() {
    asked.incrementAndGet();
  }

  /** By what was asked for since the last tick, which may be a moment ago. */
  long soFar() {
    return cover(asked.get() - askedBefore);
  }

  /** By what was asked for since the last tick; another tick begins. */
  long ofThisTick() {
    long total = asked.get();
    long used = total - askedBefore;
    askedBefore = total;
    idleTicks = used == 0 ? idleTicks + 1 : 0;
    return cover(used);
  }

  /** Whether nobody asked for a while, told once. */
  boolean hasJustCeased() {
    return idleTicks == IDLE_TICKS;
  }

  private long cover(long used) {
    return Math.min(capacity, Math.max(reserve, 2 * used));
  }
}
