package io.seckill.gateway.admission;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens of one bucket for all gateways, taken from it in small leases ahead of need: a request
 * finds its token here or is refused, and never waits for Redis.
 *
 * <p>A lease covers about what the last {@value #LEASE_MILLIS} ms used, doubled; what a quiet
 * gateway does not use goes back, but for a handful, so that the first shopper of a sale is let in.
 */
final class LeasedTokens implements TokenSource, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LeasedTokens.class);

  private static final int LEASE_MILLIS = 20;
  private static final int IDLE_TICKS = 50;
  private static final int HANDFUL_MAX = 64;
  private static final Duration REDIS_TIMEOUT = Duration.ofMillis(250);

  private final AtomicLong here = new AtomicLong();
  private final AtomicLong asked = new AtomicLong();
  private final AtomicBoolean leasing = new AtomicBoolean();
  private final RedisBucket bucket;
  private final long capacity;
  private final long handful;
  private final @Nullable TokenSource withoutRedis;
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "token-leases");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean redisDown;
  private long askedBefore;
  private int idleTicks;

  /**
   * @param capacity of the whole bucket; no lease is larger
   * @param withoutRedis takes over while Redis cannot be reached; null: everything is refused then
   */
  LeasedTokens(RedisBucket bucket, long capacity, @Nullable TokenSource withoutRedis) {
    this.bucket = bucket;
    this.capacity = capacity;
    this.handful = Math.max(1, Math.min(HANDFUL_MAX, capacity / 100));
    this.withoutRedis = withoutRedis;
    scheduler.scheduleWithFixedDelay(this::tick, 0, LEASE_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public boolean tryTake() {
    asked.incrementAndGet();
    if (take()) {
      return true;
    }
    return redisDown && withoutRedis != null && withoutRedis.tryTake();
  }

  private boolean take() {
    long tokens;
    do {
      tokens = here.get();
      if (tokens <= 0) {
        return false;
      }
    } while (!here.compareAndSet(tokens, tokens - 1));
    return true;
  }

  @Override
  public long available() {
    return redisDown && withoutRedis != null ? withoutRedis.available() : here.get();
  }

  private void tick() {
    long total = asked.get();
    long used = total - askedBefore;
    askedBefore = total;
    idleTicks = used == 0 ? idleTicks + 1 : 0;
    long target = Math.min(capacity, Math.max(handful, 2 * used));
    long missing = target - here.get();
    if (missing > 0) {
      lease(missing);
    } else if (idleTicks == IDLE_TICKS) {
      giveBack(handful);
    }
  }

  private void lease(long tokens) {
    if (!leasing.compareAndSet(false, true)) {
      return;
    }
    bucket
        .lease(tokens)
        .timeout(REDIS_TIMEOUT)
        .doFinally(end -> leasing.set(false))
        .subscribe(this::granted, this::failed);
  }

  private void granted(long tokens) {
    here.addAndGet(tokens);
    if (redisDown) {
      redisDown = false;
      log.info("Redis is back: tokens come from the bucket of all gateways again");
    }
  }

  private void failed(Throwable error) {
    // A lease whose answer was lost is lost with it: fewer tokens, never more.
    if (!redisDown) {
      redisDown = true;
      log.warn(
          "Redis cannot be reached: {} ({})",
          withoutRedis == null
              ? "every request is refused until it is back"
              : "tokens come from a bucket of this gateway until it is back",
          error.toString());
    }
  }

  private void giveBack(long keep) {
    long tokens = here.getAndSet(0);
    long back = tokens - keep;
    here.addAndGet(Math.min(tokens, keep));
    if (back > 0) {
      bucket.lease(-back).timeout(REDIS_TIMEOUT).subscribe(done -> {}, this::failed);
    }
  }

  /** Gives back what was not used. */
  @Override
  public void close() {
    scheduler.shutdownNow();
    long tokens = here.getAndSet(0);
    if (tokens > 0 && !redisDown) {
      bucket
          .lease(-tokens)
          .timeout(REDIS_TIMEOUT)
          .onErrorComplete()
          .block(REDIS_TIMEOUT.plusMillis(100));
    }
  }
}
