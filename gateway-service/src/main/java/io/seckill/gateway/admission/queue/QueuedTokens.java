package io.seckill.gateway.admission.queue;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.seckill.gateway.admission.bucket.TokenSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Tokens out of a bounded message queue that a generator fills at a steady rate: a request finds
 * its token at hand here or is refused, and never waits for Kafka. One half of the bucket is the
 * queue, the other is at hand in the gateways.
 */
public final class QueuedTokens implements TokenSource, SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(QueuedTokens.class);

  private static final long FIRST_TOKENS_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long LOOK_NANOS = 20_000_000;
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

  private final TokenStore store = new TokenStore();
  private final Admin admin;
  private final QueueWatch watch;
  private final HeldShare share;
  private final TokenTaker taker;
  private final TokenGenerator generator;
  private final @Nullable TokenSource withoutQueue;
  private final List<Meter> meters = new ArrayList<>();
  private Runnable forget = () -> {};
  private volatile boolean running;

  /**
   * @param rate tokens a second of the whole bucket; the generator's counts
   * @param capacity of the whole bucket
   * @param withoutQueue takes over while Kafka cannot be reached; null: everything is refused then
   */
  public QueuedTokens(
      QueueClients clients,
      TokenQueue queue,
      LongSupplier rate,
      long capacity,
      @Nullable TokenSource withoutQueue) {
    String name = "gateway-tokens-" + UUID.randomUUID();
    this.admin = clients.admin();
    this.watch = new QueueWatch(admin, clients, queue);
    this.share = new HeldShare(queue.takers(), name, capacity / 2, System::nanoTime);
    this.taker = new TokenTaker(admin, clients, queue, name, store, share);
    this.generator = new TokenGenerator(watch, clients, queue, rate, capacity);
    this.withoutQueue = withoutQueue;
  }

  @Override
  public boolean tryTake() {
    if (share.isOutdated()) {
      return withoutQueue != null && withoutQueue.tryTake();
    }
    long before = store.take();
    if (before <= taker.low()) {
      taker.call();
    }
    return before > 0;
  }

  @Override
  public long available() {
    if (share.isOutdated()) {
      return withoutQueue == null ? 0 : withoutQueue.available();
    }
    return store.held();
  }

  TokenGenerator generator() {
    return generator;
  }

  /** Counts what happens to tokens of the queue. */
  public void measure(MeterRegistry registry) {
    meters.add(
        Gauge.builder("seckill.gateway.tokens.generator", generator, one -> one.leads() ? 1 : 0)
            .description("Whether this gateway makes the tokens of all: 1, or stands by: 0")
            .register(registry));
    meters.add(
        Gauge.builder("seckill.gateway.tokens.gateways", share, HeldShare::gateways)
            .description("Gateways that take tokens from the queue")
            .register(registry));
    meters.add(
        counter("made", TokenGenerator::made)
            .description("Tokens that this gateway put into the queue")
            .register(registry));
    meters.add(
        counter("overflow", TokenGenerator::overflow)
            .description("Tokens that this gateway threw away because the queue was full")
            .register(registry));
    meters.add(
        FunctionCounter.builder("seckill.gateway.tokens.lost", taker, TokenTaker::lost)
            .description("Tokens taken and thrown away because Kafka did not confirm it")
            .register(registry));
    forget = () -> meters.forEach(registry::remove);
  }

  private FunctionCounter.Builder<TokenGenerator> counter(
      String name, ToDoubleFunction<TokenGenerator> value) {
    return FunctionCounter.builder("seckill.gateway.tokens." + name, generator, value);
  }

  /** Has its first tokens before the first shopper comes; it does not insist. */
  @Override
  public void start() {
    try {
      watch.prepare();
    } catch (KafkaException e) {
      log.warn("The group that takes tokens could not be set up: {}", e.toString());
    }
    running = true;
    generator.start();
    taker.start();
    long giveUp = System.nanoTime() + FIRST_TOKENS_NANOS;
    while (store.held() == 0 && System.nanoTime() < giveUp) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  @Override
  public void stop() {
    running = false;
    // Another source may count under the same names from now on.
    forget.run();
    generator.stop();
    taker.stop();
    admin.close(CLOSE_WITHIN);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** After the web server has stopped. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 4 * 8192;
  }
}
