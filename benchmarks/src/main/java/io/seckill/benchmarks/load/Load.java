package io.seckill.benchmarks.load;

import java.net.URI;
import java.time.Duration;

/**
 * Shoppers to be sent, each for another user.
 *
 * @param address of the gateway, or of what stands for it
 * @param path that every request is posted to
 * @param keyed whether each request has an {@code Idempotency-Key}
 * @param connections HTTP connections at most, 1 to 15,000
 * @param ratePerSecond requests a second, whatever is answered (open loop); 0: each connection
 *     sends the next as soon as it is answered (closed loop)
 * @param duration how long requests are sent
 * @param patience how long a shopper waits, from the moment at which the request was due
 */
public record Load(
    URI address,
    String path,
    boolean keyed,
    int connections,
    int ratePerSecond,
    Duration duration,
    Duration patience) {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int OPEN_CONNECTIONS_MAX = 8_000;

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException naming the first that does not hold
   */
  public Load {
    if (connections < 1 || connections > 15_000) {
      throw new IllegalArgumentException(
          "connections: %d (expected: 1 to 15000)".formatted(connections));
    }
    if (ratePerSecond < 0 || ratePerSecond > 1_000_000) {
      throw new IllegalArgumentException(
          "ratePerSecond: %d (expected: 0 to 1000000)".formatted(ratePerSecond));
    }
  }

  /** As many shoppers at once as there are connections, each asking again when answered. */
  public static Load closed(URI address, String path, int connections, Duration duration) {
    return new Load(address, path, true, connections, 0, duration, PATIENCE);
  }

  /** So many shoppers a second, whatever they are answered. */
  public static Load open(URI address, String path, int ratePerSecond, Duration duration) {
    return new Load(address, path, true, OPEN_CONNECTIONS_MAX, ratePerSecond, duration, PATIENCE);
  }

  /** The same without keys: a gateway need not look whether one is a repeat. */
  public Load withoutKeys() {
    return new Load(address, path, false, connections, ratePerSecond, duration, patience);
  }

  boolean isOpen() {
    return ratePerSecond > 0;
  }

  /** When request number {@code n} is due, in nanoseconds after the first. */
  long dueNanos(long n) {
    return (long) (n * (1e9 / ratePerSecond));
  }

  /** How many requests an open loop sends in all. */
  long requests() {
    return duration.toMillis() * ratePerSecond / 1000;
  }
}
