package io.seckill.order.outbox;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * The thread that carries events from the outbox to topic {@code orders}: at once after a commit of
 * this instance, now and then unasked for what others left behind, ever more patiently while the
 * database or Kafka is away. Of all instances one at a time is at it.
 */
@Component
class OutboxRelay implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

  /** A pass ends by itself within the producer's delivery.timeout.ms and the socket's timeout. */
  private static final long STOP_MILLIS_MAX = 12_000;

  private final RelayPass pass;
  private final OutboxSettings settings;
  private final Semaphore wakeUps = new Semaphore(0);
  private volatile boolean stopping;
  private @Nullable Thread thread;

  OutboxRelay(RelayPass pass, OutboxSettings settings) {
    this.pass = pass;
    this.settings = settings;
  }

  /** There is something in the outbox. */
  void wake() {
    wakeUps.release();
  }

  private void relay() {
    ExponentialBackOff backOff = new ExponentialBackOff(settings.retryFirstMillis(), 2);
    backOff.setMaxInterval(settings.retryMaxMillis());
    backOff.setJitter(settings.retryFirstMillis() / 2);
    BackOffExecution failures = backOff.start();
    while (!stopping) {
      RelayPass.Result result = pass();
      switch (result) {
        case PUBLISHED -> failures = backOff.start();
        case EMPTY -> {
          failures = backOff.start();
          awaitWakeUp(settings.pollMillis());
        }
        case ELSEWHERE -> awaitWakeUp(settings.turnMillis());
        case UNACKNOWLEDGED -> pause(failures.nextBackOff());
      }
    }
  }

  private RelayPass.Result pass() {
    try {
      return pass.run();
    } catch (RuntimeException e) {
      // Nothing was deleted, so nothing is lost, whatever it was.
      log.warn("Events could not be relayed; they stay in the outbox: {}", e.toString());
      return RelayPass.Result.UNACKNOWLEDGED;
    }
  }

  private void awaitWakeUp(long millisMax) {
    if (await(millisMax)) {
      wakeUps.drainPermits();
    }
  }

  /** A commit must not cut this one short, or an outage would be met with a try for each batch. */
  private void pause(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long left = millis;
    while (!stopping && left > 0) {
      await(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
  }

  private boolean await(long millisMax) {
    try {
      return wakeUps.tryAcquire(millisMax, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      stopping = true;
      return false;
    }
  }

  @Override
  public synchronized void start() {
    if (thread == null) {
      stopping = false;
      thread = new Thread(this::relay, "outbox-relay");
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
    stopping = true;
    wake();
    try {
      running.join(STOP_MILLIS_MAX);
      if (running.isAlive()) {
        log.warn("The relay still waits for Kafka or the database; its events stay in the outbox");
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

  /** Stops after the listeners (a higher phase stops earlier), so their last events go out too. */
  @Override
  public int getPhase() {
    return 0;
  }
}
