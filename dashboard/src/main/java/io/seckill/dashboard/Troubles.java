package io.seckill.dashboard;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is down and since when. It is found out on a thread of its own, since a health check may
 * hang for as long as the component does, and only while a page is open.
 */
final class Troubles implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Troubles.class);
  private static final long EVERY_MILLIS = 3000;

  private final List<HealthWatch> watches;
  private final Clock clock;
  private final ThreadPoolExecutor worker;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile List<Seen> now = List.of();
  private volatile long askedAtMillis;

  Troubles(List<HealthWatch> watches, Clock clock) {
    this.watches = List.copyOf(watches);
    this.clock = clock;
    this.worker =
        new ThreadPoolExecutor(
            1, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), Troubles::newThread);
    this.worker.allowCoreThreadTimeOut(true);
  }

  /**
   * A component as it was seen last.
   *
   * @param name as the health endpoint names it
   * @param downSince epoch milliseconds at which it was first seen down; null while it is up
   */
  record Seen(String name, @Nullable Long downSince) {}

  List<Seen> now() {
    return now;
  }

  /** Asks anew where the last answer is older than three seconds; returns at once. */
  void refresh() {
    long nowMillis = clock.millis();
    if (nowMillis - askedAtMillis >= EVERY_MILLIS && asking.compareAndSet(false, true)) {
      askedAtMillis = nowMillis;
      worker.execute(this::ask);
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }

  private void ask() {
    try {
      Map<String, Long> before = new HashMap<>();
      for (Seen seen : now) {
        if (seen.downSince() != null) {
          before.put(seen.name(), seen.downSince());
        }
      }
      now =
          watches.stream()
              .flatMap(watch -> watch.components().stream())
              .map(one -> new Seen(one.name(), one.up() ? null : since(one.name(), before)))
              .toList();
    } catch (RuntimeException e) {
      log.warn("Dashboard: the health check failed: {}", e.toString());
    } finally {
      asking.set(false);
    }
  }

  private Long since(String name, Map<String, Long> before) {
    return before.getOrDefault(name, clock.millis());
  }

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "dashboard-health");
    thread.setDaemon(true);
    return thread;
  }
}
