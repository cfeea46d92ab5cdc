package io.seckill.notification.delivery;

import io.opentelemetry.api.trace.SpanKind;
import io.seckill.crash.CrashPoint;
import io.seckill.tracing.Traces;
import io.seckill.tracing.Trail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.KafkaException;

/**
 * Sends messages, one batch after the other: take, send, mark. One thread; the messages of a batch
 * are on their way at the same time, up to a bound.
 *
 * <p>A crash between send and mark sends those messages again once their lease is over, with the
 * same idempotency key: the provider is told at least once, and the shopper hears once from a
 * provider that honours the key.
 */
public final class Delivery implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Delivery.class);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration PAUSE_OF_LETTERS = Duration.ofSeconds(15);
  private static final Duration STOP_MAX = Duration.ofSeconds(10);

  private final SmsQueue queue;
  private final SmsSender sender;
  private final DeadLetters deadLetters;
  private final Retries retries;
  private final DeliverySettings settings;
  private final DeliveryMeters meters;
  private final Traces traces;
  private final Clock clock;

  private final Semaphore onTheirWay;
  private final Semaphore wakeUps = new Semaphore(0);
  private Instant lettersNotBefore = Instant.MIN;
  private volatile boolean running;
  private @Nullable Thread thread;

  Delivery(
      SmsQueue queue,
      SmsSender sender,
      DeadLetters deadLetters,
      Retries retries,
      DeliverySettings settings,
      DeliveryMeters meters,
      Traces traces,
      Clock clock) {
    this.queue = queue;
    this.sender = sender;
    this.deadLetters = deadLetters;
    this.retries = retries;
    this.settings = settings;
    this.meters = meters;
    this.traces = traces;
    this.clock = clock;
    this.onTheirWay = new Semaphore(settings.concurrencyMax());
  }

  /** There is something to send; without this it would be found at the next look. */
  public void wake() {
    wakeUps.release();
  }

  private void deliverUntilStopped() {
    while (running) {
      try {
        boolean idle = deliverBatch() == 0;
        writeDeadLetters();
        if (idle) {
          rest(settings.pollInterval());
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.warn("Delivery pauses for {} ms: {}", PAUSE_AFTER_FAILURE.toMillis(), e.toString());
        restOrStop();
      }
    }
  }

  // With Kafka away a letter takes seconds to fail; messages are not to wait for that each time.
  private void writeDeadLetters() {
    if (clock.instant().isBefore(lettersNotBefore)) {
      return;
    }
    try {
      while (running && deadLetters.writeOne()) {
        log.debug("Dead letter written");
      }
    } catch (KafkaException e) {
      lettersNotBefore = clock.instant().plus(PAUSE_OF_LETTERS);
      log.warn("Dead letters wait for {} s: {}", PAUSE_OF_LETTERS.toSeconds(), e.toString());
    }
  }

  /** One round; returns how many messages it was about. */
  int deliverBatch() throws InterruptedException {
    List<Sms> batch = queue.take();
    if (batch.isEmpty()) {
      return 0;
    }
    List<Attempt> attempts = send(batch);
    CrashPoint.AFTER_SMS_SENT.reached();
    queue.mark(attempts);
    meters.count(attempts);
    return batch.size();
  }

  private List<Attempt> send(List<Sms> batch) throws InterruptedException {
    List<CompletableFuture<Attempt>> flights = new ArrayList<>(batch.size());
    for (Sms sms : batch) {
      onTheirWay.acquire();
      flights.add(
          start(sms)
              .handle((result, e) -> retries.after(sms, e == null ? result : unexpected(e)))
              .whenComplete((attempt, e) -> onTheirWay.release()));
    }
    return flights.stream().map(CompletableFuture::join).toList();
  }

  private static SmsResult unexpected(Throwable e) {
    return new SmsResult.Failed("sender failed: " + e, Optional.empty());
  }

  private CompletableFuture<SmsResult> start(Sms sms) {
    Trail trail = traces.goOn(sms.traceparent(), "send SMS", SpanKind.CLIENT);
    if (trail == null) {
      return startNow(sms);
    }
    trail.note("seckill.order.id", sms.orderId()).note("seckill.attempt", sms.attempt());
    return trail.answerWithin(() -> startNow(sms)).whenComplete((result, e) -> end(trail, e));
  }

  private static void end(Trail trail, @Nullable Throwable e) {
    if (e != null) {
      trail.failed(e);
    }
    trail.end();
  }

  private CompletableFuture<SmsResult> startNow(Sms sms) {
    try {
      return sender.send(sms);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void rest(Duration atMost) throws InterruptedException {
    if (wakeUps.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      wakeUps.drainPermits();
    }
  }

  private void restOrStop() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_FAILURE.toMillis());
    } catch (InterruptedException e) {
      running = false;
    }
  }

  @Override
  public void start() {
    running = true;
    Thread worker = new Thread(this::deliverUntilStopped, "sms-delivery");
    worker.setDaemon(true);
    worker.start();
    thread = worker;
  }

  /** Lets the batch at hand come to its end; what it cannot mark in time is sent again later. */
  @Override
  public void stop() {
    running = false;
    wake();
    Thread worker = thread;
    if (worker == null) {
      return;
    }
    try {
      worker.join(STOP_MAX.toMillis());
      worker.interrupt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
