package io.seckill.gateway.admission;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** A bucket in this gateway, by Bucket4j: integers and one compare-and-set for each token. */
final class LocalTokens implements TokenSource {

  private final Bucket bucket;

  LocalTokens(long rate, long capacity, TimeMeter time) {
    Bandwidth bandwidth =
        Bandwidth.builder().capacity(capacity).refillGreedy(rate, Duration.ofSeconds(1)).build();
    this.bucket = Bucket.builder().addLimit(bandwidth).withCustomTimePrecision(time).build();
  }

  @Override
  public boolean tryTake() {
    return bucket.tryConsume(1);
  }

  @Override
  public long available() {
    return bucket.getAvailableTokens();
  }
}
