package io.seckill.gateway.admission;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
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
  private static final long BEAT_NANOS = 400 * MILLIS;
  private static final long LOOK_NANOS = 250 * MILLIS;
  private static final long EXPIRED_NANOS = 10_000 * MILLIS;
  private static final long STILL_NANOS = 1_000 * MILLIS;

  /** So that two that stand by seldom claim at once. */
  private static final long JITTER_NANOS = 300 * MILLIS;

  /** A roll is at most such a part of the bucket. */
  private static final int ROLLS_MIN = 64;

  private final QueueWatch watch;
  private final QueueClients clients;
  private final TokenQueue queue;
  private final LongSupplier rate;
  private final long capacity;
  private volatile boolean running;
  private volatile boolean leading;
  private volatile long made;
  private volatile long overflow;
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
    return made;
  }

  /** Tokens that this one threw away because the queue was full. */
  long overflow() {
    return overflow;
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
      Lead lead = new Lead(tokens, watch.read());
      leading = true;
      log.info("Generates the tokens of all gateways from now on");
      if (first) {
        lead.fill(capacity);
      }
      while (running) {
        lead.tick();
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

  /** One time of leading; what it knows ends with it. */
  private final class Lead {

    private final TokenLog tokens;
    private final QueueBook book;
    private final Drip drip = new Drip(System.nanoTime());
    private long wrote = System.nanoTime();
    private long lookedForExpired = wrote;
    private long due;
    private @Nullable KafkaFuture<Map<TopicPartition, SharePartitionOffsetInfo>> answer;

    Lead(TokenLog tokens, QueueBook book) {
      this.tokens = tokens;
      this.book = book;
    }

    void tick() {
      long now = System.nanoTime();
      due += drip.until(now, rate.getAsLong());
      boolean heard = answer != null && answer.isDone();
      if (answer != null && heard) {
        watch.enter(answer, book);
        answer = null;
      }
      if (due > room() && !heard && answer == null) {
        ask(now);
      }
      long fits = Math.min(due, room());
      if (fits > 0) {
        fill(fits);
        due -= fits;
      } else if (now - wrote >= BEAT_NANOS) {
        tokens.beat();
        wrote = now;
      }
      if (answer == null) {
        // It is full indeed; until that is known, what is due waits for the answer.
        overflow += due;
        due = 0;
      }
    }

    /** What the gateways hold at hand is the other half of the bucket. */
    private long room() {
      return Math.max(0, capacity - capacity / 2 - book.waiting());
    }

    private void ask(long now) {
      if (now - lookedForExpired >= EXPIRED_NANOS) {
        watch.lookForExpired(book);
        lookedForExpired = now;
      }
      answer = watch.ask();
    }

    void fill(long count) {
      tokens.add(rolls(count), book);
      made += count;
      wrote = System.nanoTime();
    }

    private List<Integer> rolls(long count) {
      int size = (int) Math.max(1, capacity / ROLLS_MIN);
      List<Integer> rolls = new ArrayList<>();
      for (long left = count; left > 0; left -= size) {
        rolls.add((int) Math.min(size, left));
      }
      return rolls;
    }
  }
}
