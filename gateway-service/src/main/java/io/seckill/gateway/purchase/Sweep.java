package io.seckill.gateway.purchase;

import io.seckill.gateway.purchase.waiting.Deadlines;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The one thread that watches all deadlines; it ends after HTTP has drained. */
@Component
final class Sweep implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Sweep.class);

  /** Stops after the web server and the gRPC server, before the producers it sends with. */
  private static final int PHASE = Integer.MAX_VALUE - 2 * 8192;

  private final Deadlines deadlines;
  private final Closing closing;
  private @Nullable ScheduledExecutorService thread;

  Sweep(Deadlines deadlines, Closing closing) {
    this.deadlines = deadlines;
    this.closing = closing;
  }

  @Override
  public void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread sweeper = new Thread(task, "deadlines");
              sweeper.setDaemon(true);
              return sweeper;
            });
    Future<?> unused =
        started.scheduleWithFixedDelay(
            this::sweep, Deadlines.TICK_MILLIS, Deadlines.TICK_MILLIS, TimeUnit.MILLISECONDS);
    thread = started;
  }

  private void sweep() {
    try {
      deadlines.sweep();
      closing.ask();
    } catch (RuntimeException e) {
      // The executor would end the sweep for ever at the first exception.
      log.error("The sweep of deadlines failed; it goes on with the next one", e);
    }
  }

  @Override
  public void stop() {
    ScheduledExecutorService running = thread;
    if (running != null) {
      running.shutdown();
      thread = null;
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
