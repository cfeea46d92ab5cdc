package io.seckill.gateway.admission.bucket;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A bucket in this gateway, by Bucket4j: integers and one compare-and-set for each token. */
public final class LocalTokens implements TokenSource {

  private final Bucket bucket;
  private final LongSupplier rate;
  private final long capacity;
  private final AtomicLong applied;

  /**
   * @param rate tokens a second; it may change
   */
  public LocalTokens(LongSupplier rate, long capacity, TimeMeter time) {
    this.rate = rate;
    this.capacity = capacity;
    this.applied = new AtomicLong(rate.getAsLong());
    this.bucket =
        Bucket.builder().addLimit(limit(applied.get())).withCustomTimePrecision(time).build();
  }

  private Bandwidth limit(long perSecond) {
    return Bandwidth.builder()
        .capacity(capacity)
        .refillGreedy(perSecond, Duration.ofSeconds(1))
        .build();
  }

  @Override
  public boolean tryTake() {
    long now = rate.getAsLong();
    long before = applied.get();
    if (now != before && applied.compareAndSet(before, now)) {
      bucket.replaceConfiguration(
          BucketConfiguration.builder().addLimit(limit(now)).build(),
          TokensInheritanceStrategy.AS_IS);
    }
    return bucket.tryConsume(1);
  }

  @Override
  public long available() {
    return bucket.getAvailableTokens();
  }
}
