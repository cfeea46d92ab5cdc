package io.seckill.gateway.admission.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.seckill.gateway.admission.bucket.Policy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A limit for each key: the generic cell rate algorithm (ITU-T I.371), which is a token bucket in
 * one number, the time at which the bucket would be full again. Bounded: the keys that were not
 * seen for longest are forgotten first, and nobody is after less than a full bucket's time.
 */
final class KeyedLimit {

  private static final long SECOND = 1_000_000_000L;

  private final Cache<String, AtomicLong> fullAt;
  private final LongSupplier nanoTime;
  private final long interval;
  private final long tolerance;
  private final Policy policy;

  KeyedLimit(int perSecond, int burst, int remembered, LongSupplier nanoTime) {
    this.interval = SECOND / perSecond;
    this.tolerance = interval * (burst - 1L);
    this.policy = Policy.of(burst, perSecond);
    this.nanoTime = nanoTime;
    this.fullAt =
        Caffeine.newBuilder()
            .maximumSize(remembered)
            .expireAfterAccess(Duration.ofNanos(interval * burst).plusSeconds(1))
            .executor(Runnable::run)
            .build();
  }

  Policy policy() {
    return policy;
  }

  /** Counts a request and says 0, or says in how many nanoseconds the next one may come. */
  long take(String key) {
    long now = nanoTime.getAsLong();
    AtomicLong full = fullAt.get(key, unknown -> new AtomicLong(now));
    while (true) {
      long before = full.get();
      long ahead = Math.max(0, before - now);
      if (ahead > tolerance) {
        return ahead - tolerance;
      }
      if (full.compareAndSet(before, now + ahead + interval)) {
        return 0;
      }
    }
  }

  /** Requests that the key may make at once now. */
  long left(String key) {
    AtomicLong full = fullAt.getIfPresent(key);
    long ahead = full == null ? 0 : Math.max(0, full.get() - nanoTime.getAsLong());
    return Math.max(0, (tolerance + interval - ahead) / interval);
  }
}
