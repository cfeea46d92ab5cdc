package io.seckill.seckill.signal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.seckill.contracts.v1.QueueSignal;
import io.seckill.contracts.v1.Signal;
import java.security.SecureRandom;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/**
 * How many requests wait for this instance, and how many a second it takes. The second is known
 * only from times in which some waited all along: an idle instance does not show what it could do.
 */
@Component
public class QueueLoad {

  /** Fewer may wait by chance, while a fetch is under way. */
  private static final long WAITING_SURELY = 200;

  /** What was reached once is believed for about a second: a rate falls to half in seven looks. */
  private static final double FORGET = 0.9;

  private final long instance = new SecureRandom().nextLong();
  private final ToGateways gateways;
  private final Backlog backlog;
  private final LongAdder taken = new LongAdder();

  private volatile double drainPerSecond;
  private volatile long backlogBefore;
  private long takenBefore;
  private long lookedNanos = System.nanoTime();

  QueueLoad(ToGateways gateways, Backlog backlog, MeterRegistry registry) {
    this.gateways = gateways;
    this.backlog = backlog;
    Gauge.builder("seckill.seckill.backlog", this, load -> load.backlogBefore)
        .baseUnit("requests")
        .description("Requests that wait in the partitions of this instance")
        .register(registry);
    Gauge.builder("seckill.seckill.drain", this, load -> load.drainPerSecond)
        .baseUnit("requests/s")
        .description("Requests taken a second while some wait; 0 as long as none had to")
        .register(registry);
  }

  /** Requests were decided or dropped. */
  public void taken(int requests) {
    taken.add(requests);
  }

  /** Requests that wait, as of the last look. */
  public long waiting() {
    return backlogBefore;
  }

  /** Requests taken a second while some wait. */
  public double drainPerSecond() {
    return drainPerSecond;
  }

  /** Looks, and tells the gateways. One thread calls it. */
  void look() {
    long now = System.nanoTime();
    long waiting = backlog.requests();
    long total = taken.sum();
    if (waiting >= WAITING_SURELY && backlogBefore >= WAITING_SURELY) {
      double sample = (total - takenBefore) * 1e9 / (now - lookedNanos);
      drainPerSecond = Math.max(sample, drainPerSecond * FORGET);
    }
    backlogBefore = waiting;
    takenBefore = total;
    lookedNanos = now;
    QueueSignal signal =
        QueueSignal.newBuilder()
            .setInstance(instance)
            .setBacklog(waiting)
            .setDrainPerSecond(drainPerSecond)
            .build();
    gateways.send(Long.toHexString(instance), Signal.newBuilder().setQueue(signal).build());
  }
}
