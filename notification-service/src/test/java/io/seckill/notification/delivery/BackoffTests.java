package io.seckill.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTests {

  private final Backoff backoff =
      new Backoff(TestSettings.of(DeliverySettings.Sender.LOG, null), new Random(7));

  @Test
  void spreadsPausesOverABoundThatDoublesUpToItsMaximum() {
    assertThat(longestOf(1)).isBetween(Duration.ofMillis(900), Duration.ofMillis(1000));
    assertThat(longestOf(2)).isBetween(Duration.ofMillis(1800), Duration.ofMillis(2000));
    assertThat(longestOf(3)).isBetween(Duration.ofMillis(3600), Duration.ofMillis(4000));
    assertThat(longestOf(99)).isBetween(Duration.ofMillis(3600), Duration.ofMillis(4000));
  }

  @Test
  void waitsAtLeastAsLongAsTheProviderAsksWithinItsBound() {
    assertThat(backoff.pauseAfter(1, Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(30));
    assertThat(backoff.pauseAfter(1, Duration.ofDays(9))).isEqualTo(Duration.ofMinutes(10));
  }

  private Duration longestOf(int attempt) {
    Duration longest = Duration.ZERO;
    for (int i = 0; i < 500; i++) {
      Duration pause = backoff.pauseAfter(attempt, Duration.ZERO);
      longest = pause.compareTo(longest) > 0 ? pause : longest;
    }
    return longest;
  }
}
