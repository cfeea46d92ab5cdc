package io.seckill.notification.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a failed message is tried again: exponential with full jitter, so that the messages of an
 * outage do not come back all at once, and never before the time that the provider asked for.
 */
final class Backoff {

  private static final int DOUBLINGS_MAX = 30;

  private final DeliverySettings settings;
  private final RandomGenerator random;

  Backoff(DeliverySettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /** The pause after the given attempt, counted from 1. */
  Duration pauseAfter(int attempt, Duration askedByProvider) {
    long bound = boundMillis(attempt);
    Duration pause = Duration.ofMillis(random.nextLong(bound + 1));
    Duration asked = min(askedByProvider, settings.retryAfterMax());
    return asked.compareTo(pause) > 0 ? asked : pause;
  }

  private long boundMillis(int attempt) {
    int doublings = Math.min(attempt - 1, DOUBLINGS_MAX);
    Duration bound = settings.backoffFirst().multipliedBy(1L << doublings);
    return min(bound, settings.backoffMax()).toMillis();
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
