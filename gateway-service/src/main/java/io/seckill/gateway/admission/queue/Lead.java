package io.seckill.gateway.admission.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One time of leading; what it knows ends with it. */
final class Lead {

  private static final long MILLIS = 1_000_000;
  private static final long BEAT_NANOS = 400 * MILLIS;
  private static final long EXPIRED_NANOS = 10_000 * MILLIS;

  /** A roll is at most such a part of the bucket. */
  private static final int ROLLS_MIN = 64;

  private final TokenLog tokens;
  private final QueueWatch watch;
  private final QueueBook book;
  private final long capacity;
  private final LongAdder made;
  private final LongAdder overflow;
  private final Drip drip = new Drip(System.nanoTime());
  private long wrote = System.nanoTime();
  private long lookedForExpired = wrote;
  private long due;
  private @Nullable KafkaFuture<Map<TopicPartition, SharePartitionOffsetInfo>> answer;

  /**
   * @param book of all that stands in the queue
   * @param capacity of the whole bucket, half of which is the queue
   * @param made counts tokens put into the queue
   * @param overflow counts tokens thrown away because the queue was full
   */
  Lead(
      TokenLog tokens,
      QueueWatch watch,
      QueueBook book,
      long capacity,
      LongAdder made,
      LongAdder overflow) {
    this.tokens = tokens;
    this.watch = watch;
    this.book = book;
    this.capacity = capacity;
    this.made = made;
    this.overflow = overflow;
  }

  /** Adds what is due at that rate, tokens a second, as far as there is room. */
  void tick(long rate) {
    long now = System.nanoTime();
    due += drip.until(now, rate);
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
      overflow.add(due);
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
    made.add(count);
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
