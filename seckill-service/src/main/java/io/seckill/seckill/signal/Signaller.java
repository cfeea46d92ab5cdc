package io.seckill.seckill.signal;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The one thread that repeats signals. */
@Component
final class Signaller implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Signaller.class);

  private final SoldOut soldOut;
  private final QueueLoad queue;
  private final Shelves shelves;
  private final SignalSettings settings;
  private @Nullable ScheduledThreadPoolExecutor thread;

  Signaller(SoldOut soldOut, QueueLoad queue, Shelves shelves, SignalSettings settings) {
    this.soldOut = soldOut;
    this.queue = queue;
    this.shelves = shelves;
    this.settings = settings;
  }

  @Override
  public void start() {
    ScheduledThreadPoolExecutor started =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread signaller = new Thread(task, "signals");
              signaller.setDaemon(true);
              return signaller;
            });
    every(started, settings.queueMillis(), queue::look);
    every(started, settings.soldOutMillis(), this::repeatSoldOut);
    thread = started;
  }

  /** A unit may have come back unseen, by an instance that died: so each repetition looks first. */
  private void repeatSoldOut() {
    soldOut
        .soldOut()
        .forEach(
            sale -> {
              shelves.look(sale);
              soldOut.repeat(sale);
            });
  }

  private static void every(ScheduledThreadPoolExecutor thread, int millis, Runnable task) {
    var unused =
        thread.scheduleWithFixedDelay(
            () -> {
              try {
                task.run();
              } catch (RuntimeException e) {
                // The executor would end the repetition for ever at the first exception.
                log.warn("A signal was not made: {}", e.toString());
              }
            },
            millis,
            millis,
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    ScheduledThreadPoolExecutor running = thread;
    if (running != null) {
      running.shutdown();
      thread = null;
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
