package io.seckill.gateway.admission.bucket;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class LocalTokensTests extends TokenBucketContract {

  private final AtomicLong nanos = new AtomicLong(1);

  @Override
  protected TokenSource bucket(long rate, long capacity) {
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
  protected long nanos() {
    return nanos.get();
  }

  @Override
  protected void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Override
  protected long drain(TokenSource tokens) {
    return drainAtOnce(tokens);
  }

  @Override
  protected Duration delay() {
    return Duration.ZERO;
  }
}
