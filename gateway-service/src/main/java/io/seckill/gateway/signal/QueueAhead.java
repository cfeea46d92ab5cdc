package io.seckill.gateway.signal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.seckill.contracts.v1.QueueSignal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * How long a request that joins the queue now will wait: the requests ahead of it by the rate at
 * which all seckill services together take them (Little's law). What this gateway added since the
 * last signal counts too; what others added shows with the next one, a fifth of a second later.
 */
@Component
public class QueueAhead {

  private static final double NANOS = 1e9;

  /** A seckill service measures what it drains only while so many wait. */
  private static final int TELLING_BACKLOG = 200;

  private static final double PART_LEAST = 0.02;
  private static final double PART_NEWEST = 0.3;
  private static final long PART_WINDOW_NANOS = 1_000_000_000L;

  private final Map<Long, Heard> instances = new ConcurrentHashMap<>();
  private final LongAdder joined = new LongAdder();
  private final SignalSettings settings;
  private final LongSupplier nanoTime;
  private volatile Ahead ahead = new Ahead(0, 0, 0, 0, 0);
  private volatile double ownPart = 1;
  private Ahead atWindow = ahead;

  private record Heard(long backlog, double drainPerSecond, long nanos) {}

  private record Ahead(
      int instances, long backlog, double drainPerSecond, long joinedBefore, long nanos) {

    boolean isTelling() {
      return drainPerSecond > 0 && backlog >= (long) TELLING_BACKLOG * instances;
    }
  }

  @Autowired
  QueueAhead(SignalSettings settings, MeterRegistry meters) {
    this(settings, meters, System::nanoTime);
  }

  QueueAhead(SignalSettings settings, MeterRegistry meters, LongSupplier nanoTime) {
    this.settings = settings;
    this.nanoTime = nanoTime;
    Gauge.builder("seckill.gateway.queue.wait", this, queue -> queue.waitMillis() / 1e3)
        .baseUnit("seconds")
        .description("Time that a request which joins the queue now is expected to wait")
        .register(meters);
    Gauge.builder("seckill.gateway.queue.drain", this, queue -> queue.ahead.drainPerSecond())
        .baseUnit("requests/s")
        .description("Requests that all seckill services together take a second while some wait")
        .register(meters);
  }

  /** Expected wait in milliseconds; 0 where nothing is known. */
  public long waitMillis() {
    Ahead now = ahead;
    if (now.drainPerSecond() <= 0
        || nanoTime.getAsLong() - now.nanos() > settings.queueLeaseMillis() * 1_000_000L) {
      return 0;
    }
    double drained = now.drainPerSecond() * (nanoTime.getAsLong() - now.nanos()) / NANOS;
    double waiting = now.backlog() + (joined.sum() - now.joinedBefore()) - drained;
    return (long) Math.max(0, waiting * 1_000 / now.drainPerSecond());
  }

  /** Whether any seckill service was heard of lately. */
  public boolean isKnown() {
    Ahead now = ahead;
    return now.instances() > 0
        && nanoTime.getAsLong() - now.nanos() <= settings.queueLeaseMillis() * 1_000_000L;
  }

  /** Requests that all seckill services take a second while some wait; 0: never had to. */
  public double drainPerSecond() {
    return ahead.drainPerSecond();
  }

  /** The wait as last heard, milliseconds; 0 where too few wait to tell what could be drained. */
  public double tellingWaitMillis() {
    Ahead now = ahead;
    return now.isTelling() ? now.backlog() * 1e3 / now.drainPerSecond() : 0;
  }

  /** This gateway's part of the requests that joined lately, as far as that could be measured. */
  public double ownPart() {
    return ownPart;
  }

  /** Whether a request with so much time would be late. */
  public boolean tooLong(long budgetMillis) {
    return settings.backlog() && waitMillis() > budgetMillis;
  }

  /** One more joined the queue here. */
  public void join() {
    joined.increment();
  }

  void learn(QueueSignal signal) {
    long now = nanoTime.getAsLong();
    instances.put(
        signal.getInstance(), new Heard(signal.getBacklog(), signal.getDrainPerSecond(), now));
    instances
        .values()
        .removeIf(heard -> now - heard.nanos() > settings.queueLeaseMillis() * 1_000_000L);
    long backlog = 0;
    double drain = 0;
    for (Heard heard : instances.values()) {
      backlog += heard.backlog();
      drain += heard.drainPerSecond();
    }
    ahead = new Ahead(instances.size(), backlog, drain, joined.sum(), now);
    measureOwnPart(ahead);
  }

  /** What joined is what was drained and what the queue grew by; some of it joined here. */
  private void measureOwnPart(Ahead now) {
    long nanos = now.nanos() - atWindow.nanos();
    if (nanos < PART_WINDOW_NANOS) {
      return;
    }
    double all = now.drainPerSecond() * nanos / NANOS + now.backlog() - atWindow.backlog();
    if (now.isTelling() && atWindow.isTelling() && all > 0) {
      double part = (now.joinedBefore() - atWindow.joinedBefore()) / all;
      ownPart += PART_NEWEST * (Math.max(PART_LEAST, Math.min(1, part)) - ownPart);
    }
    atWindow = now;
  }
}
