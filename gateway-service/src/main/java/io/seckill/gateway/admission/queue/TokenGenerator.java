package io.seckill.gateway.admission.queue;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the queue at a steady rate and throws away what does not fit. Every gateway carries one and
 * one of them works: the others watch the log, and where it has not moved for a second one of them
 * claims the work. Two that both believe they lead cannot both add: the broker refuses the older.
 */
final class TokenGenerator {

  private static final Logger log = LoggerFactory.getLogger(TokenGenerator.class);

  private static final long MILLIS = 1_000_000;
  private static final long TICK_NANOS = 50 * MILLIS;
  private static final long LOOK_NANOS = 250 * MILLIS;
  private static final long STILL_NANOS = 1_000 * MILLIS;

  /** So that two that stand by seldom claim at once. */
  private static final long JITTER_NANOS = 300 * MILLIS;

  private final QueueWatch watch;
  private final QueueClients clients;
  private final TokenQueue queue;
  private final LongSupplier rate;
  private final long capacity;
  private volatile boolean running;
  private volatile boolean leading;
  private final LongAdder made = new LongAdder();
  private final LongAdder overflow = new LongAdder();
  private @Nullable Thread thread;

  /**
   * @param rate tokens a second, asked for again and again
   * @param capacity of the whole bucket, half of which is the queue
   */
  TokenGenerator(
      QueueWatch watch, QueueClients clients, TokenQueue queue, LongSupplier rate, long capacity) {
    this.watch = watch;
    this.clients = clients;
    this.queue = queue;
    this.rate = rate;
    this.capacity = capacity;
  }

  /** Whether this one fills the queue, as far as it knows. */
  boolean leads() {
    return leading;
  }

  /** Tokens put into the queue by this one. */
  long made() {
    return made.sum();
  }

  /** Tokens that this one threw away because the queue was full. */
  long overflow() {
    return overflow.sum();
  }

  void start() {
    running = true;
    Thread started = new Thread(this::run, "token-generator");
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  void stop() {
    running = false;
    Thread ending = thread;
    if (ending != null) {
      ending.interrupt();
    }
  }

  private void run() {
    while (running) {
      try {
        standBy();
        if (running) {
          lead();
        }
      } catch (RuntimeException e) {
        if (running) {
          log.info("Generates no tokens, and stands by: {}", e.toString());
          LockSupport.parkNanos(LOOK_NANOS);
        }
      }
    }
  }

  /** Returns when nobody has generated for a while. */
  private void standBy() {
    long end = -1;
    long moved = System.nanoTime();
    long patience = STILL_NANOS + ThreadLocalRandom.current().nextLong(JITTER_NANOS);
    while (running && System.nanoTime() - moved < patience) {
      long now = watch.end();
      if (now == 0) {
        // Nobody ever has.
        return;
      }
      if (now != end) {
        end = now;
        moved = System.nanoTime();
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private void lead() {
    try (TokenLog tokens = TokenLog.claim(clients, queue)) {
      boolean first = watch.end() == 0;
      Lead lead = new Lead(tokens, watch, watch.read(), capacity, made, overflow);
      leading = true;
      log.info("Generates the tokens of all gateways from now on");
      if (first) {
        lead.fill(capacity);
      }
      while (running) {
        lead.tick(rate.getAsLong());
        LockSupport.parkNanos(TICK_NANOS);
      }
    } catch (KafkaException e) {
      if (running) {
        log.info("Generates tokens no longer, and stands by: {}", e.toString());
      }
    } finally {
      leading = false;
    }
  }
}
