package io.seckill.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a source of tokens promises, whatever it is made of. */
abstract class TokenBucketContract {

  /** A full bucket. */
  abstract TokenSource bucket(long rate, long capacity);

  /** Lets time pass, as the bucket measures it; says how much did. */
  abstract Duration pass(Duration time);

  /** Takes all there is; a source that fetches tokens gets the time for it. */
  abstract long drain(TokenSource tokens);

  /** Tokens that may come back while the test looks, at a rate of one a second. */
  abstract long slack();

  @Test
  void aBurstIsTheCapacityAndNoMore() {
    TokenSource tokens = bucket(1, 500);
    assertThat(drain(tokens)).isBetween(500L, 500L + slack());
    assertThat(tokens.tryTake()).isFalse();
  }

  @Test
  void anUnusedBucketIsNeverMoreThanFull() {
    TokenSource tokens = bucket(1_000, 100);
    drainAtOnce(tokens);
    pass(Duration.ofSeconds(3));
    long began = System.nanoTime();
    long taken = 0;
    while (System.nanoTime() - began < 200_000_000L) {
      taken += tokens.tryTake() ? 1 : 0;
    }
    double comesMeanwhile = 1_000 * (System.nanoTime() - began) / 1e9;
    assertThat((double) taken).isLessThanOrEqualTo(100 + comesMeanwhile + slack());
  }

  @Test
  void refillsAtItsRate() {
    TokenSource tokens = bucket(200, 100);
    double seconds = 0;
    long taken = drainAtOnce(tokens);
    for (int i = 0; i < 30; i++) {
      seconds += pass(Duration.ofMillis(50)).toNanos() / 1e9;
      taken += drainAtOnce(tokens);
    }
    double most = 100 + 200 * seconds;
    assertThat((double) taken).isBetween(0.8 * most - slack(), most + slack());
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
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Long>> taken =
          IntStream.range(0, 4).mapToObj(i -> threads.submit(() -> drain(tokens))).toList();
      long sum = 0;
      for (Future<Long> part : taken) {
        sum += part.get();
      }
      assertThat(sum).isBetween(2_000L, 2_000 + slack());
    } finally {
      threads.shutdownNow();
    }
  }

  static long drainAtOnce(TokenSource tokens) {
    long taken = 0;
    while (tokens.tryTake()) {
      taken++;
    }
    return taken;
  }
}
