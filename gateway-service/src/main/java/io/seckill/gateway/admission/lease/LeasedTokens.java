package io.seckill.gateway.admission.lease;

import io.seckill.gateway.admission.bucket.TokenSource;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/**
 * Tokens of one bucket for all gateways, taken from it in small leases ahead of need: a request
 * finds its token here or is refused, and never waits for Redis.
 *
 * <p>A lease covers what the last {@value #LEASE_MILLIS} ms asked for, doubled, and is renewed as
 * soon as half of it is used. What a quiet gateway does not use goes back, but for a twentieth of
 * the bucket, so that the first shoppers of a sale are let in.
 */
public final class LeasedTokens implements TokenSource, SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(LeasedTokens.class);

  private static final int LEASE_MILLIS = 20;
  private static final Duration FIRST_LEASE_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration REDIS_TIMEOUT = Duration.ofMillis(250);

  private final AtomicLong here = new AtomicLong();
  private final AtomicBoolean leasing = new AtomicBoolean();
  private final AtomicBoolean called = new AtomicBoolean();
  private final RedisBucket bucket;
  private final Demand demand;
  private final @Nullable TokenSource withoutRedis;
  private volatile @Nullable ScheduledExecutorService scheduler;
  private volatile boolean redisDown;
  private volatile long half;

  /**
   * @param key of the bucket in Redis
   * @param rate tokens a second of the whole bucket; it may change
   * @param capacity of the whole bucket; no lease is larger
   * @param withoutRedis takes over while Redis cannot be reached; null: everything is refused then
   */
  public LeasedTokens(
      ReactiveStringRedisTemplate redis,
      String key,
      LongSupplier rate,
      long capacity,
      @Nullable TokenSource withoutRedis) {
    this(new RedisBucket(redis, key, rate, capacity), capacity, withoutRedis);
  }

  /**
   * @param capacity of the whole bucket; no lease is larger
   * @param withoutRedis takes over while Redis cannot be reached; null: everything is refused then
   */
  LeasedTokens(RedisBucket bucket, long capacity, @Nullable TokenSource withoutRedis) {
    this.bucket = bucket;
    this.demand = new Demand(capacity);
    this.half = demand.reserve() / 2;
    this.withoutRedis = withoutRedis;
  }

  @Override
  public boolean tryTake() {
    demand.asked();
    long tokens;
    do {
      tokens = here.get();
      if (tokens <= 0) {
        call();
        return redisDown && withoutRedis != null && withoutRedis.tryTake();
      }
    } while (!here.compareAndSet(tokens, tokens - 1));
    if (tokens == half) {
      call();
    }
    return true;
  }

  @Override
  public long available() {
    return redisDown && withoutRedis != null ? withoutRedis.available() : here.get();
  }

  /** Has more tokens fetched soon; one call at a time. */
  private void call() {
    ScheduledExecutorService running = scheduler;
    if (running == null || redisDown || leasing.get() || !called.compareAndSet(false, true)) {
      return;
    }
    try {
      running.execute(this::refill);
    } catch (RejectedExecutionException e) {
      log.debug("Asked for tokens while stopping", e);
    }
  }

  private void refill() {
    called.set(false);
    fillUpTo(demand.soFar());
  }

  private void tick() {
    try {
      count();
    } catch (RuntimeException e) {
      // The executor would never call again after the first exception.
      failed(e);
    }
  }

  private void count() {
    fillUpTo(demand.ofThisTick());
    if (demand.hasJustCeased()) {
      giveBack(here.get() - demand.reserve());
    }
  }

  private void fillUpTo(long target) {
    half = target / 2;
    long missing = target - here.get();
    if (missing > 0 && leasing.compareAndSet(false, true)) {
      bucket
          .lease(missing)
          .timeout(REDIS_TIMEOUT)
          .doFinally(end -> leasing.set(false))
          .subscribe(this::granted, this::failed);
    }
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

  private void giveBack(long tokens) {
    long back = Math.min(tokens, here.get());
    if (back > 0 && here.addAndGet(-back) >= 0) {
      bucket.lease(-back).timeout(REDIS_TIMEOUT).subscribe(done -> {}, this::failed);
    }
  }

  /** Has its first tokens before the first shopper comes; it does not insist. */
  @Override
  public void start() {
    bucket
        .lease(demand.reserve())
        .timeout(FIRST_LEASE_TIMEOUT)
        .doOnNext(this::granted)
        .doOnError(this::failed)
        .onErrorComplete()
        .block(FIRST_LEASE_TIMEOUT.plusMillis(500));
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "token-leases");
              thread.setDaemon(true);
              return thread;
            });
    Future<?> unused =
        started.scheduleWithFixedDelay(this::tick, 0, LEASE_MILLIS, TimeUnit.MILLISECONDS);
    scheduler = started;
  }

  /** Gives back what was not used. */
  @Override
  public void stop() {
    ScheduledExecutorService running = scheduler;
    scheduler = null;
    if (running == null) {
      return;
    }
    running.shutdownNow();
    long tokens = here.getAndSet(0);
    if (tokens > 0 && !redisDown) {
      bucket
          .lease(-tokens)
          .timeout(REDIS_TIMEOUT)
          .onErrorComplete()
          .block(REDIS_TIMEOUT.plusMillis(100));
    }
  }

  @Override
  public boolean isRunning() {
    return scheduler != null;
  }

  /** Before the connection to Redis closes, after the web server has. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 4 * 8192;
  }
}
