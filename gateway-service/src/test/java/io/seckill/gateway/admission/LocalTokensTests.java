package io.seckill.gateway.admission;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class LocalTokensTests extends TokenBucketContract {

  private final AtomicLong nanos = new AtomicLong(1);

  @Override
  TokenSource bucket(long rate, long capacity) {
    return new LocalTokens(
        () -> rate,
        capacity,
        new TimeMeter() {
          @Override
          public long currentTimeNanos() {
            return nanos.get();
          }

          @Override
          public boolean isWallClockBased() {
            return false;
          }
        });
  }

  @Override
  long nanos() {
    return nanos.get();
  }

  @Override
  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Override
  long drain(TokenSource tokens) {
    return drainAtOnce(tokens);
  }

  @Override
  Duration delay() {
    return Duration.ZERO;
  }
}
