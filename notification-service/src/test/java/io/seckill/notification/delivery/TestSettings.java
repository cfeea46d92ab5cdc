package io.seckill.notification.delivery;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Settings for tests: three tries, pauses of 1 s to 4 s, a lease of 7 s. */
final class TestSettings {

  static final Duration LEASE = Duration.ofSeconds(7);

  private TestSettings() {}

  static DeliverySettings of(DeliverySettings.Sender sender, @Nullable URI url) {
    return new DeliverySettings(
        sender,
        url,
        Duration.ofMillis(500),
        Duration.ofMillis(500),
        10,
        20,
        3,
        Duration.ofSeconds(1),
        Duration.ofSeconds(4),
        Duration.ofMinutes(10),
        Duration.ofMillis(50));
  }
}
