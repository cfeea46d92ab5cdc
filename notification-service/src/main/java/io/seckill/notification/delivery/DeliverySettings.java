package io.seckill.notification.delivery;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How messages are sent.
 *
 * @param sender {@code log}: to the service's own log; {@code http}: to the provider at {@code url}
 * @param url where the provider takes messages: http or https; needed for {@code http}
 * @param connectTimeout time to reach the provider, 10 ms to 30 s
 * @param answerTimeout time from there to the end of its answer, 10 ms to 60 s
 * @param concurrencyMax messages on their way to the provider at once, 1 to 256
 * @param batchMax messages taken from the database at once, 1 to 1000
 * @param triesMax times that a message is sent before it is given up, 1 to 100
 * @param backoffFirst bound of the pause after the first failure, 1 ms to 10 min; it doubles with
 *     each failure, and the pause is a random part of it
 * @param backoffMax the largest such bound, 1 ms to 24 h
 * @param retryAfterMax how long a provider may ask to be left alone, 0 s to 24 h; more is cut
 * @param pollInterval time between looks for what is due while nothing is, 10 ms to 1 min
 */
@Validated
@ConfigurationProperties("seckill.notification.delivery")
record DeliverySettings(
    @DefaultValue("log") Sender sender,
    @Nullable URI url,
    @DefaultValue("1s") @DurationMin(millis = 10) @DurationMax(seconds = 30)
        Duration connectTimeout,
    @DefaultValue("5s") @DurationMin(millis = 10) @DurationMax(seconds = 60) Duration answerTimeout,
    @DefaultValue("16") @Min(1) @Max(256) int concurrencyMax,
    @DefaultValue("100") @Min(1) @Max(1000) int batchMax,
    @DefaultValue("12") @Min(1) @Max(100) int triesMax,
    @DefaultValue("1s") @DurationMin(millis = 1) @DurationMax(minutes = 10) Duration backoffFirst,
    @DefaultValue("5m") @DurationMin(millis = 1) @DurationMax(hours = 24) Duration backoffMax,
    @DefaultValue("1h") @DurationMax(hours = 24) Duration retryAfterMax,
    @DefaultValue("500ms") @DurationMin(millis = 10) @DurationMax(minutes = 1)
        Duration pollInterval) {

  /** Room for the database and for clocks that differ between instances. */
  private static final Duration LEASE_MARGIN = Duration.ofSeconds(5);

  /** Where messages go. */
  enum Sender {
    LOG,
    HTTP
  }

  DeliverySettings {
    if (sender == Sender.HTTP && (url == null || !isHttp(url))) {
      throw new IllegalArgumentException(
          "url: %s (expected: an http or https address, since sender is http)".formatted(url));
    }
  }

  private static boolean isHttp(URI url) {
    return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        && url.getHost() != null;
  }

  /** The longest that one attempt can take. */
  Duration sendMax() {
    return connectTimeout.plus(answerTimeout);
  }

  /**
   * How long a taken batch belongs to its taker. It follows from the rest, so that no setting can
   * make it shorter than the slowest batch, which would have two instances send the same message.
   */
  Duration lease() {
    int rounds = (batchMax + concurrencyMax - 1) / concurrencyMax;
    return sendMax().multipliedBy(rounds).plus(LEASE_MARGIN);
  }
}
