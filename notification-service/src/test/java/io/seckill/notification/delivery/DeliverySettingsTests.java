package io.seckill.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class DeliverySettingsTests {

  private static final String PREFIX = "seckill.notification.delivery.";

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
          .withUserConfiguration(Settings.class);

  @Test
  void sendsToTheLogByDefault() {
    runner
        .withPropertyValues(PREFIX + "url=")
        .run(
            context -> {
              DeliverySettings settings = context.getBean(DeliverySettings.class);
              assertThat(settings.sender()).isEqualTo(DeliverySettings.Sender.LOG);
              // 7 rounds of 16 at 6 s each, and a margin.
              assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(7 * 6 + 5));
            });
  }

  @Test
  void refusesHttpWithoutAnAddress() {
    for (String url : new String[] {"", "ftp://127.0.0.1/", "nowhere"}) {
      runner
          .withPropertyValues(PREFIX + "sender=http", PREFIX + "url=" + url)
          .run(
              context ->
                  assertThat(context)
                      .getFailure()
                      .rootCause()
                      .hasMessageContaining("(expected: an http or https address"));
    }
  }

  @Test
  void refusesWhatIsOutOfBounds() {
    for (String bad :
        new String[] {
          "concurrency-max=0",
          "batch-max=1001",
          "tries-max=0",
          "connect-timeout=0s",
          "poll-interval=1ms",
          "backoff-max=25h"
        }) {
      runner.withPropertyValues(PREFIX + bad).run(context -> assertThat(context).hasFailed());
    }
  }

  @EnableConfigurationProperties(DeliverySettings.class)
  static class Settings {}
}
