package io.seckill.gateway.handoff;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Whether Kafka takes what is sent. A shopper admitted while it does not would wait for nothing, so
 * new requests are refused at once; one now and then goes through, to notice when it is well again.
 */
final class KafkaPulse {

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long PROBE_NANOS = 250 * NANOS_PER_MILLI;

  private final AtomicInteger unacknowledged = new AtomicInteger();
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong lastProbe = new AtomicLong();
  private final LongSupplier nanos;
  private final long stuckNanos;
  private volatile long waitingSince;
  private volatile boolean failing;

  KafkaPulse(LongSupplier nanos, int stuckMillis) {
    this.nanos = nanos;
    this.stuckNanos = stuckMillis * NANOS_PER_MILLI;
    this.waitingSince = nanos.getAsLong();
    this.lastProbe.set(waitingSince);
  }

  /** One thread calls this; the others run on any. */
  void sent() {
    if (unacknowledged.get() == 0) {
      waitingSince = nanos.getAsLong();
    }
    unacknowledged.incrementAndGet();
  }

  void acknowledged() {
    unacknowledged.decrementAndGet();
    taken.incrementAndGet();
    waitingSince = nanos.getAsLong();
    if (failing) {
      failing = false;
    }
  }

  void failed() {
    unacknowledged.decrementAndGet();
    failing = true;
  }

  /** How many Kafka has taken since the start. */
  long taken() {
    return taken.get();
  }

  int unacknowledged() {
    return unacknowledged.get();
  }

  /** Whether a new request may be sent now. */
  boolean accepts() {
    if (!failing && unacknowledged.get() == 0) {
      return true;
    }
    long now = nanos.getAsLong();
    if (!failing && now - waitingSince < stuckNanos) {
      return true;
    }
    long probed = lastProbe.get();
    return now - probed >= PROBE_NANOS && lastProbe.compareAndSet(probed, now);
  }
}
