package io.seckill.system;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.seckill.stack.plan.Service;
import io.seckill.system.Fault.Planned;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a fault is done: prepared before a sale, struck in the middle of it, tidied up after it. */
final class Strike implements AutoCloseable {

  private static final Duration FAULT_MAX = Duration.ofMinutes(2);

  /** A fault that shoppers are to feel lasts until so many more have been told something. */
  private static final int FEEL_IT = 100;

  private final Planned planned;
  private final CrashStack system;
  private final Wire wire;
  private final String seckill;
  private @Nullable SmallDisk disk;

  private Strike(Planned planned, CrashStack system, Wire wire) {
    this.planned = planned;
    this.system = system;
    this.wire = wire;
    this.seckill = "seckill-" + planned.instance();
  }

  /** A fault that this machine cannot have is skipped, with the reason. */
  static Strike prepared(Planned planned, CrashStack system, Wire wire)
      throws IOException, InterruptedException {
    Strike strike = new Strike(planned, system, wire);
    if (planned.fault() == Fault.CLOCKS_APART) {
      strike.setClock();
    } else if (planned.fault() == Fault.REDIS_DISK_FULL) {
      strike.useSmallDisk();
    }
    return strike;
  }

  /** Returns when the fault has ended. */
  void strike(RunningSale sale) throws Exception {
    switch (planned.fault()) {
      case GATEWAY_KILLED -> killAndStart("gateway-1");
      case SECKILL_KILLED -> killAndStart(seckill);
      case ORDER_KILLED -> killAndStart("order-1");
      case NOTIFICATION_KILLED -> killAndStart("notification-1");
      case STATS_KILLED -> killAndStart("stats-1");
      case KAFKA_KILLED -> killAndStart("Kafka");
      case POSTGRESQL_KILLED -> killAndStart("PostgreSQL");
      case REDIS_KILLED_ON_A_BUSY_DISK -> killRedisOnABusyDisk();
      case REDIS_WIPED -> stores().wipeRedis();
      case REDIS_DISK_FULL -> fillDisk(sale);
      case CLOCKS_APART -> restartWithTheRightClock(sale);
      case SECKILL_PAUSED -> pause();
      case REPLIES_CUT -> disturb(Wire.State.CUT, sale);
      case REPLIES_SWALLOWED -> disturb(Wire.State.SWALLOWING, sale);
      case REPLIES_DELAYED -> disturb(Wire.State.SLOW, sale);
    }
  }

  private void killAndStart(String process) {
    system.processes().kill(process);
    system.start(process, Map.of());
  }

  private void killRedisOnABusyDisk() throws IOException, InterruptedException {
    Path folder = system.processes().plan().home();
    try (BusyDisk busy = new BusyDisk(folder)) {
      await().atMost(FAULT_MAX).until(() -> busy.written() > 128 << 20);
      system.processes().kill("Redis");
    }
    system.start("Redis", Map.of());
  }

  private void useSmallDisk() throws IOException, InterruptedException {
    system.processes().stop("Redis");
    Path data = system.processes().plan().home().resolve("data").resolve("redis");
    disk = SmallDisk.under(data);
    system.start("Redis", Map.of());
    assumeThat(disk).as("a small disk can be mounted here").isNotNull();
  }

  private void fillDisk(RunningSale sale) throws IOException {
    SmallDisk full = disk;
    if (full == null) {
      throw new IllegalStateException("not prepared");
    }
    full.fill();
    await().atMost(FAULT_MAX).until(() -> !stores().redisWrites());
    sale.awaitTold(sale.told() + FEEL_IT);
    full.free();
    await().atMost(FAULT_MAX).until(() -> stores().redisWrites());
  }

  /** Ahead it takes requests for late; behind it decides for shoppers who were told a timeout. */
  private void setClock() throws IOException {
    Path library = OtherClock.library();
    assumeThat(library).as("libfaketime, of Debian's package faketime").isNotNull();
    if (library != null) {
      system.processes().stop(seckill);
      system.start(
          seckill, OtherClock.environment(library, planned.instance() == 1 ? "-5s" : "+5s"));
    }
  }

  private void restartWithTheRightClock(RunningSale sale) {
    sale.awaitTold(sale.told() + FEEL_IT);
    system.processes().stop(seckill);
    system.start(seckill, Map.of());
  }

  /** Until Kafka has given what it was working on to the others. */
  private void pause() throws IOException, InterruptedException {
    int all = system.processes().urls(Service.SECKILL).size();
    try (QueueReaders readers = new QueueReaders(system.addresses())) {
      await().atMost(FAULT_MAX).until(() -> readers.count() == all);
      system.signal("STOP", List.of(seckill));
      try {
        await().atMost(FAULT_MAX).until(() -> readers.count() < all);
      } finally {
        system.signal("CONT", List.of(seckill));
      }
    }
  }

  private void disturb(Wire.State state, RunningSale sale) {
    wire.become(state);
    sale.awaitTold(sale.told() + FEEL_IT);
    wire.become(Wire.State.WHOLE);
  }

  private Stores stores() {
    return new Stores(system.addresses());
  }

  @Override
  public void close() throws IOException, InterruptedException {
    SmallDisk used = disk;
    if (used != null) {
      system.processes().stop("Redis");
      used.close();
      system.start("Redis", Map.of());
    }
  }
}
