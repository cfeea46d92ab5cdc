package io.seckill.stats.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.dashboard.State;
import io.seckill.stats.comparison.Comparison.Count;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ComparisonTests {

  private static final Count MADE = new Count("phone", "");
  private static final Count PAID = new Count("phone", "PAID");

  private final TestClock clock = new TestClock();
  private final AtomicInteger asked = new AtomicInteger();
  private long takesMillis;
  private CompletableFuture<Long> theirs = CompletableFuture.completedFuture(5000L);
  private final Comparison comparison =
      new Comparison(
          count -> {
            asked.incrementAndGet();
            clock.millis += takesMillis;
            return theirs;
          },
          clock);

  @Test
  void equalCountsAreWell() {
    assertThat(comparison.of(Map.of(PAID, 5000L, MADE, 5000L)))
        .containsExactly(
            State.good("phone", "5,000 = 5,000"), State.good("phone · PAID", "5,000 = 5,000"));
  }

  @Test
  void aDifferenceIsTroubleOnlyWhereItStays() {
    assertThat(comparison.of(Map.of(MADE, 4999L)))
        .containsExactly(State.unknown("phone", "4,999 ≠ 5,000"));
    clock.millis += 9_000;
    assertThat(comparison.of(Map.of(MADE, 4999L)))
        .containsExactly(State.unknown("phone", "4,999 ≠ 5,000"));
    clock.millis += 2_000;
    assertThat(comparison.of(Map.of(MADE, 4999L)))
        .containsExactly(State.bad("phone", "4,999 ≠ 5,000"));

    clock.millis += 2_000;
    assertThat(comparison.of(Map.of(MADE, 5000L)))
        .containsExactly(State.good("phone", "5,000 = 5,000"));
    clock.millis += 2_000;
    assertThat(comparison.of(Map.of(MADE, 5001L)))
        .containsExactly(State.unknown("phone", "5,001 ≠ 5,000"));
  }

  @Test
  void countsThatFollowARunningSaleAreNoTrouble() {
    for (long made = 1000; made < 9000; made += 1000) {
      theirs = CompletableFuture.completedFuture(made);
      assertThat(comparison.of(Map.of(MADE, made - 600)))
          .extracting(State::mood)
          .containsExactly(State.Mood.UNKNOWN);
      clock.millis += 9_000;
    }
  }

  @Test
  void aCountThatStandsStillBehindARunningSaleIsTrouble() {
    theirs = CompletableFuture.completedFuture(1000L);
    assertThat(comparison.of(Map.of(MADE, 900L)))
        .containsExactly(State.unknown("phone", "900 ≠ 1,000"));
    clock.millis += 11_000;
    theirs = CompletableFuture.completedFuture(2000L);

    assertThat(comparison.of(Map.of(MADE, 950L)))
        .containsExactly(State.bad("phone", "950 ≠ 2,000"));
  }

  @Test
  void whatWasEqualAndHasNotChangedHereIsNotAskedForAgainSoon() {
    comparison.of(Map.of(MADE, 5000L));
    clock.millis += 5_000;
    assertThat(comparison.of(Map.of(MADE, 5000L)))
        .containsExactly(State.good("phone", "5,000 = 5,000"));
    assertThat(asked).hasValue(1);

    clock.millis += 5_000;
    comparison.of(Map.of(MADE, 5000L));
    assertThat(asked).hasValue(2);
  }

  @Test
  void asksLessOftenTheLongerTheAnswersTake() {
    takesMillis = 50;
    comparison.of(Map.of(MADE, 1L, PAID, 2L));
    assertThat(asked).hasValue(2);
    clock.millis += 9_999;
    comparison.of(Map.of(MADE, 1L, PAID, 2L));
    assertThat(asked).hasValue(2);

    clock.millis += 1;
    comparison.of(Map.of(MADE, 1L, PAID, 2L));
    assertThat(asked).hasValue(4);
  }

  @Test
  void doesNotAskTheRestWhereNobodyAnswers() {
    theirs = CompletableFuture.failedFuture(new IllegalStateException("gone"));

    assertThat(comparison.of(Map.of(MADE, 1L, PAID, 2L)))
        .extracting(State::text)
        .containsOnly("order-service does not answer");
    assertThat(asked).hasValue(1);
  }

  @Test
  void saysWhereNobodyAnswers() {
    theirs = CompletableFuture.failedFuture(new IllegalStateException("gone"));

    assertThat(comparison.of(Map.of(MADE, 1L)))
        .containsExactly(State.unknown("phone", "order-service does not answer"));
  }

  @Test
  void neitherWaitsForAnAnswerNorAsksTwiceAtATime() {
    theirs = new CompletableFuture<>();
    assertThat(comparison.of(Map.of(MADE, 5000L))).isEmpty();
    clock.millis += 60_000;
    assertThat(comparison.of(Map.of(MADE, 5000L))).isEmpty();
    assertThat(asked).hasValue(1);

    theirs.complete(5000L);
    assertThat(comparison.of(Map.of(MADE, 5000L)))
        .containsExactly(State.good("phone", "5,000 = 5,000"));
  }

  private static final class TestClock extends Clock {

    private long millis = 1_800_000_000_000L;

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
