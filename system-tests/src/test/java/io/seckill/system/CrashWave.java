package io.seckill.system;

import static io.seckill.crash.CrashPoint.*;

import io.seckill.crash.CrashPoint;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Crashes in one sale, in several services, so that one recovery and one audit serve them all.
 * Every {@link CrashPoint} is in exactly one wave.
 */
enum CrashWave {
  BEFORE_ANYTHING_IS_KNOWN(
      crash("gateway-1", AFTER_QUEUE_ACK, 60),
      crash("seckill-1", AFTER_POLL, 20),
      crash("order-1", AFTER_ORDERS_COMMIT, 2),
      crash("notification-1", AFTER_MESSAGES_KEPT, 2)),
  BETWEEN_TWO_STORES(
      crash("gateway-2", AFTER_DECISION, 20),
      crash("seckill-2", AFTER_RESERVE, 20),
      crash("order-1", AFTER_OUTBOX_SEND, 2),
      crash("stats-1", AFTER_COUNTS_COMMIT, 2)),
  AROUND_THE_LEDGER(
      crash("gateway-1", AFTER_TELLING, 20),
      crash("seckill-3", AFTER_LEDGER_SEND, 20),
      crash("seckill-1", AFTER_LEDGER_ACK, 20),
      crash("notification-1", AFTER_SMS_SENT, 2)),
  ALL_WHO_DECIDE(
      crash("seckill-1", AFTER_REPLY, 20),
      crash("seckill-2", BEFORE_COMMIT, 20),
      crash("seckill-3", AFTER_FOLLOWING, 10)),
  /**
   * The only seckill-service dies when it opens the sale; later two of three stand still, so that
   * deadlines pass.
   */
  OPENING_AND_DEADLINES(
      crash("seckill-1", AFTER_FENCE_DOWN, 1),
      crash("gateway-1", AFTER_CLOSE, 10),
      crash("gateway-2", AFTER_CANCEL_DURABLE, 10)) {

    @Override
    List<String> awayAtTheOpening() {
      return List.of("seckill-2", "seckill-3");
    }

    /** Two of them start while it is on, and are given a part of the queue. */
    @Override
    int seconds() {
      return 90;
    }
  };

  private final List<Crash> crashes;

  CrashWave(Crash... crashes) {
    this.crashes = List.of(crashes);
  }

  /**
   * A process and where it dies.
   *
   * @param times how often it reaches the point
   */
  record Crash(String process, CrashPoint point, int times) {

    /** As the process is told of it when it starts. */
    String property() {
      return "-D%s=%s:%d".formatted(CrashPoint.PROPERTY, point, times);
    }

    @Override
    public String toString() {
      return "%s %s:%d".formatted(process, point, times);
    }
  }

  private static Crash crash(String process, CrashPoint point, int timesMax) {
    return new Crash(process, point, timesMax);
  }

  /** Its crashes, each as late as the seed says. */
  List<Crash> crashes(long seed) {
    Random random = new Random(seed);
    return crashes.stream()
        .map(most -> crash(most.process(), most.point(), 1 + random.nextInt(most.times())))
        .toList();
  }

  /**
   * Processes that do not run when the sale begins, and stand still when it is on until the other
   * crashes have happened; none in most waves.
   */
  List<String> awayAtTheOpening() {
    return List.of();
  }

  /** How long its sale is at the least. */
  int seconds() {
    return 20;
  }

  List<CrashPoint> points() {
    return crashes.stream().map(Crash::point).toList();
  }

  /** Of a sale. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
