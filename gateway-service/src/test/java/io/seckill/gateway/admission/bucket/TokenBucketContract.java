package io.seckill.gateway.admission.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What a source of tokens promises, whatever it is made of. As it stands it is for one that fetches
 * its tokens, by a clock that cannot be set.
 */
public abstract class TokenBucketContract {

  /** A full bucket. */
  protected abstract TokenSource bucket(long rate, long capacity);

  /** How long a token may be on its way from the bucket to whoever takes it. */
  protected abstract Duration delay();

  /** The time as the bucket measures it. */
  protected long nanos() {
    return System.nanoTime();
  }

  /** Lets so much time pass, or a little more. */
  protected void pass(Duration time) {
    await()
        .pollDelay(time)
        .pollInterval(Duration.ofMillis(5))
        .atMost(time.plusSeconds(30))
        .until(() -> true);
  }

  /** Takes all there is; goes on until none came for a while. */
  protected long drain(TokenSource tokens) {
    long taken = 0;
    long last = System.nanoTime();
    while (System.nanoTime() - last < 700_000_000L) {
      long now = drainAtOnce(tokens);
      if (now > 0) {
        taken += now;
        last = System.nanoTime();
      }
      LockSupport.parkNanos(500_000);
    }
    return taken;
  }

  @Test
  void aBurstIsTheCapacityAndNoMore() {
    TokenSource tokens = bucket(1, 500);
    long began = nanos();
    assertThat(drain(tokens)).isBetween(500L, 501 + seconds(began));
    assertThat(drainAtOnce(tokens)).isLessThanOrEqualTo(1);
  }

  @Test
  void anUnusedBucketIsNeverMoreThanFull() {
    TokenSource tokens = bucket(1_000, 100);
    drainAtOnce(tokens);
    pass(Duration.ofSeconds(3));
    long began = nanos();
    long taken = 0;
    for (int i = 0; i < 10; i++) {
      taken += drainAtOnce(tokens);
      pass(Duration.ofMillis(20));
    }
    double comesMeanwhile = 1_000 * (nanos() - began) / 1e9;
    // What a generator made and could not yet write down is no more than a tick of it.
    assertThat((double) taken)
        .isLessThanOrEqualTo(100 + comesMeanwhile + 1 + 1_000 * delay().toNanos() / 1e9);
  }

  @Test
  void keepsItsRateWithinTwoPercentOverTenSeconds() {
    TokenSource tokens = bucket(1_000, 1_000);
    takeFor(tokens, Duration.ofSeconds(2));
    long began = nanos();
    long taken = takeFor(tokens, Duration.ofSeconds(10));
    double due = 1_000 * (nanos() - began) / 1e9;
    double underWay = 1_000 * delay().toNanos() / 1e9;
    assertThat((double) taken).isBetween(0.98 * due - underWay, 1.02 * due + underWay);
  }

  @Test
  void refusesAtOnce() {
    TokenSource tokens = bucket(1, 10);
    drain(tokens);
    long began = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      tokens.tryTake();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
    assertThat(tokens.retryAfterSeconds()).isPositive();
  }

  @Test
  void givesNoTokenTwice() throws Exception {
    TokenSource tokens = bucket(1, 2_000);
    long began = nanos();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Long>> taken =
          IntStream.range(0, 4).mapToObj(i -> threads.submit(() -> drain(tokens))).toList();
      long sum = 0;
      for (Future<Long> part : taken) {
        sum += part.get();
      }
      assertThat(sum).isBetween(2_000L, 2_001 + seconds(began));
    } finally {
      threads.shutdownNow();
    }
  }

  /** Takes whatever comes. */
  private long takeFor(TokenSource tokens, Duration time) {
    long began = nanos();
    long taken = 0;
    while (nanos() - began < time.toNanos()) {
      pass(Duration.ofMillis(10));
      taken += drainAtOnce(tokens);
    }
    return taken;
  }

  private long seconds(long began) {
    return (nanos() - began) / 1_000_000_000L;
  }

  protected static long drainAtOnce(TokenSource tokens) {
    long taken = 0;
    while (tokens.tryTake()) {
      taken++;
    }
    return taken;
  }
}
