package io.seckill.order.lapse;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/** The thread that looks for orders nobody paid in time, in every instance. */
@Component
class LapseSweep implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(LapseSweep.class);

  /** A pass ends by itself within the producer's delivery.timeout.ms and the socket's timeout. */
  private static final long STOP_MILLIS_MAX = 12_000;

  private final LapsePass pass;
  private final LapseSettings settings;
  private volatile CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable Thread thread;

  LapseSweep(LapsePass pass, LapseSettings settings) {
    this.pass = pass;
    this.settings = settings;
  }

  private void sweep(CountDownLatch end) {
    ExponentialBackOff backOff = new ExponentialBackOff(settings.retryFirstMillis(), 2);
    backOff.setMaxInterval(settings.retryMaxMillis());
    backOff.setJitter(settings.retryFirstMillis() / 2);
    BackOffExecution failures = backOff.start();
    long pauseMillis = 0;
    while (!over(end, pauseMillis)) {
      try {
        boolean more = pass.decide();
        LapsePass.Sent sent = pass.send();
        if (sent == LapsePass.Sent.UNACKNOWLEDGED) {
          pauseMillis = failures.nextBackOff();
        } else {
          failures = backOff.start();
          pauseMillis = more || sent == LapsePass.Sent.SOME ? 0 : settings.pollMillis();
        }
      } catch (RuntimeException e) {
        // What was decided stays in the table, and what was not is due at the next look.
        log.warn("Orders that nobody paid could not be looked for: {}", e.toString());
        pauseMillis = failures.nextBackOff();
      }
    }
  }

  private static boolean over(CountDownLatch end, long pauseMillis) {
    try {
      return end.await(pauseMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public synchronized void start() {
    if (thread == null) {
      CountDownLatch end = new CountDownLatch(1);
      stopped = end;
      thread = new Thread(() -> sweep(end), "lapse-sweep");
      thread.start();
    }
  }

  /** Lets the pass in hand end; what is left is for the next start or another instance. */
  @Override
  public synchronized void stop() {
    Thread running = thread;
    if (running == null) {
      return;
    }
    stopped.countDown();
    try {
      running.join(STOP_MILLIS_MAX);
      if (running.isAlive()) {
        log.warn("The sweep still waits for Kafka or the database; its rows stay in the table");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }
}
