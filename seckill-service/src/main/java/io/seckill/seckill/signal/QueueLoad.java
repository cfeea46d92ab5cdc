package io.seckill.seckill.signal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.seckill.contracts.v1.QueueSignal;
import io.seckill.contracts.v1.Signal;
import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** How many requests wait for this instance in each lane, and how many a second it takes. */
@Component
public class QueueLoad {

  private static final Logger log = LoggerFactory.getLogger(QueueLoad.class);

  /** Looks without a partition, some seconds: longer than any rebalance takes. */
  private static final int LOOKS_IN_VAIN = 50;

  private final long instance = new SecureRandom().nextLong();
  private final ToGateways gateways;
  private final Backlog backlog;
  private final LaneLoad vip = new LaneLoad();
  private final LaneLoad ordinary = new LaneLoad();

  private volatile int partitions;
  private int looksInVain;
  private long lookedNanos = System.nanoTime();

  QueueLoad(ToGateways gateways, Backlog backlog, MeterRegistry registry) {
    this.gateways = gateways;
    this.backlog = backlog;
    meters(registry, "vip", vip);
    meters(registry, "ordinary", ordinary);
    Gauge.builder("seckill.seckill.partitions", this, load -> load.partitions)
        .description("Partitions of the queue that this instance reads")
        .register(registry);
  }

  private static void meters(MeterRegistry registry, String name, LaneLoad lane) {
    Gauge.builder("seckill.seckill.backlog", lane, LaneLoad::waiting)
        .tag("lane", name)
        .baseUnit("requests")
        .description("Requests that wait in the partitions of this instance")
        .register(registry);
    Gauge.builder("seckill.seckill.drain", lane, LaneLoad::drainPerSecond)
        .tag("lane", name)
        .description("Requests taken a second while some wait; 0 as long as none had to")
        .register(registry);
  }

  /** Requests of the two lanes were decided or dropped. */
  public void taken(int ofVip, int ofOrdinary) {
    vip.taken(ofVip);
    ordinary.taken(ofOrdinary);
  }

  /** Looks, and tells the gateways. One thread calls it. */
  void look() {
    long now = System.nanoTime();
    Backlog.Waiting waiting = backlog.waiting();
    vip.look(waiting.vip(), waiting.vipPartitions(), now - lookedNanos);
    ordinary.look(waiting.ordinary(), waiting.ordinaryPartitions(), now - lookedNanos);
    lookedNanos = now;
    noteShare(waiting.partitions());
    QueueSignal signal =
        QueueSignal.newBuilder()
            .setInstance(instance)
            .setBacklog(ordinary.waiting())
            .setDrainPerSecond(ordinary.drainPerSecond())
            .setVipBacklog(vip.waiting())
            .setVipDrainPerSecond(vip.drainPerSecond())
            .build();
    gateways.send(Long.toHexString(instance), Signal.newBuilder().setQueue(signal).build());
  }

  private void noteShare(int assigned) {
    looksInVain = assigned > 0 ? 0 : looksInVain + 1;
    if (looksInVain == LOOKS_IN_VAIN) {
      log.warn(
          "This instance has no partition of the queue, so it takes no requests until another one"
              + " stops: there are more seckill-services than partitions, or Kafka is away");
    } else if (assigned != partitions && assigned > 0) {
      log.info("This instance reads {} partitions of the queue", assigned);
    }
    partitions = assigned;
  }
}
