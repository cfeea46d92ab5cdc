package io.seckill.gateway.rehearsal;

import io.seckill.dashboard.Bar;
import io.seckill.dashboard.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One sale held from the page: its shoppers come at the planned rate, each once, until all have
 * come, somebody stops it, or the gateway is so slow that it takes twice as long.
 */
final class Rehearsal {

  private static final long TICK_MILLIS = 20;

  /** Outcomes that have a bar of their own; there are far fewer names than this. */
  private static final int NAMES_MAX = 20;

  private final RehearsalPlan plan;
  private final String saleId;
  private final OwnDoor door;
  private final int waitingMax;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Map<String, LongAdder> told = new ConcurrentSkipListMap<>();
  private volatile int asked;
  private volatile Progress.Stage stage = Progress.Stage.BEGINS;
  private volatile boolean noMore;
  private long beganNanos;
  private @Nullable ScheduledFuture<?> ticks;

  Rehearsal(RehearsalPlan plan, String saleId, OwnDoor door, int waitingMax) {
    this.plan = plan;
    this.saleId = saleId;
    this.door = door;
    this.waitingMax = waitingMax;
  }

  String saleId() {
    return saleId;
  }

  /** The sale is there: shoppers come. */
  synchronized void begin(ScheduledExecutorService clock) {
    if (stage == Progress.Stage.BEGINS) {
      beganNanos = System.nanoTime();
      stage = Progress.Stage.RUNS;
      ticks = clock.scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** The sale could not be created. */
  synchronized void fail() {
    stage = Progress.Stage.FAILED;
  }

  /** Nobody comes any more; who waits is still answered. */
  synchronized void stop() {
    noMore = true;
    if (stage == Progress.Stage.BEGINS) {
      stage = Progress.Stage.STOPPED;
    }
  }

  boolean isOver() {
    return stage.isOver();
  }

  private synchronized void tick() {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beganNanos);
    if (seconds > 2L * plan.seconds() + 1) {
      noMore = true;
    }
    int free = waitingMax - waiting.get();
    for (int due = noMore ? 0 : due(); due > 0 && free > 0; due--, free--) {
      ask(asked++);
    }
    if ((noMore || asked == plan.shoppers()) && waiting.get() == 0) {
      stage = asked == plan.shoppers() ? Progress.Stage.ENDED : Progress.Stage.STOPPED;
      if (ticks != null) {
        ticks.cancel(false);
      }
    }
  }

  /** Who should have come by now; after a pause not all of them at once. */
  private int due() {
    long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - beganNanos);
    long byNow = Math.min(plan.shoppers(), 1 + micros * plan.rate() / 1_000_000);
    return (int) Math.min(byNow - asked, 1 + plan.rate() / 10);
  }

  private void ask(int shopper) {
    waiting.incrementAndGet();
    CompletableFuture<Void> unused =
        door.buy(saleId, saleId + "-" + shopper)
            .thenAccept(
                outcome -> {
                  count(outcome);
                  waiting.decrementAndGet();
                });
  }

  private void count(String outcome) {
    String name = told.size() < NAMES_MAX || told.containsKey(outcome) ? outcome : "other";
    told.computeIfAbsent(name, key -> new LongAdder()).increment();
  }

  /** For the page. */
  Progress progress() {
    List<Bar> bars = new ArrayList<>();
    bars.add(new Bar("have asked", asked, plan.shoppers()));
    bars.add(new Bar("wait for their answer", waiting.get(), waitingMax));
    LongAdder bought = told.get("success");
    bars.add(new Bar("have bought, of the stock", bought == null ? 0 : bought.sum(), plan.stock()));
    told.forEach(
        (outcome, count) -> {
          if (!outcome.equals("success")) {
            bars.add(new Bar(outcome, count.sum(), plan.shoppers()));
          }
        });
    return new Progress(stage, saleId, bars);
  }
}
