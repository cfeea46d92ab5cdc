package io.seckill.gateway.signal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.seckill.contracts.v1.QueueSignal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * How long a request that joins the queue now will wait: the requests ahead of it in its lane by
 * the rate at which all seckill services together take them from there (Little's law).
 */
@Component
public class QueueAhead {

  private final Map<Long, Heard> instances = new ConcurrentHashMap<>();
  private final SignalSettings settings;
  private final long leaseNanos;
  private final LongSupplier nanoTime;
  private final LaneAhead vip;
  private final LaneAhead ordinary;
  private final WholeQueue whole;

  private record Heard(QueueSignal signal, long nanos) {}

  @Autowired
  QueueAhead(SignalSettings settings, MeterRegistry meters) {
    this(settings, meters, System::nanoTime);
  }

  QueueAhead(SignalSettings settings, MeterRegistry meters, LongSupplier nanoTime) {
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.leaseNanos = settings.queueLeaseMillis() * 1_000_000L;
    this.vip = new LaneAhead(leaseNanos);
    this.ordinary = new LaneAhead(leaseNanos);
    this.whole = new WholeQueue(leaseNanos, nanoTime);
    meters(meters, "vip", vip);
    meters(meters, "ordinary", ordinary);
  }

  private void meters(MeterRegistry meters, String name, LaneAhead lane) {
    Gauge.builder(
            "seckill.gateway.queue.wait", lane, one -> one.waitMillis(nanoTime.getAsLong()) / 1e3)
        .tag("lane", name)
        .baseUnit("seconds")
        .description("Time that a request which joins the queue now is expected to wait")
        .register(meters);
    Gauge.builder("seckill.gateway.queue.drain", lane, LaneAhead::drainPerSecond)
        .tag("lane", name)
        .description("Requests that all seckill services together take a second while some wait")
        .register(meters);
  }

  private LaneAhead lane(boolean ofVip) {
    return ofVip ? vip : ordinary;
  }

  /** Expected wait in milliseconds; 0 where nothing is known. */
  public long waitMillis(boolean ofVip) {
    return lane(ofVip).waitMillis(nanoTime.getAsLong());
  }

  /** What the whole queue says of those who drain it. */
  public WholeQueue whole() {
    return whole;
  }

  /** Whether a request with so much time would be late. */
  public boolean tooLong(boolean ofVip, long budgetMillis) {
    return settings.backlog() && waitMillis(ofVip) > budgetMillis;
  }

  /** One more joined the queue here. */
  public void join(boolean ofVip) {
    lane(ofVip).join();
  }

  void learn(QueueSignal signal) {
    long now = nanoTime.getAsLong();
    instances.put(signal.getInstance(), new Heard(signal, now));
    instances.values().removeIf(heard -> now - heard.nanos() > leaseNanos);
    long vipBacklog = 0;
    long backlog = 0;
    double vipDrain = 0;
    double drain = 0;
    for (Heard heard : instances.values()) {
      vipBacklog += heard.signal().getVipBacklog();
      backlog += heard.signal().getBacklog();
      vipDrain += heard.signal().getVipDrainPerSecond();
      drain += heard.signal().getDrainPerSecond();
    }
    vip.learn(vipBacklog, vipDrain, now);
    ordinary.learn(backlog, drain, now);
    whole.learn(
        instances.size(),
        new WholeQueue.Lane(vipBacklog, vipDrain),
        new WholeQueue.Lane(backlog, drain),
        vip.joined() + ordinary.joined());
  }
}
