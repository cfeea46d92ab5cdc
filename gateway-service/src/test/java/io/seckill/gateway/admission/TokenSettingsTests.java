package io.seckill.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seckill.gateway.admission.bucket.LocalTokens;
import io.seckill.gateway.admission.bucket.TokenSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;

class TokenSettingsTests {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
          .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
          .withUserConfiguration(Settings.class, Tokens.class);

  @Test
  void isALocalBucketWhereNothingIsSaid() {
    runner.run(
        context -> {
          assertThat(context.getBean(TokenSwitch.class).current()).isInstanceOf(LocalTokens.class);
          assertThat(context.getBean(TokenSource.class).available()).isEqualTo(20_000);
        });
  }

  @Test
  void canFollowWhatTheSeckillServicesCarry() {
    runner
        .withPropertyValues("seckill.flow.tokens.rate=auto")
        .run(
            context ->
                assertThat(context.getBean(TokenSwitch.class).plan().rate().isAuto()).isTrue());
  }

  @Test
  void canBeOff() {
    runner
        .withPropertyValues("seckill.flow.tokens.source=off")
        .run(context -> assertThat(context.getBean(TokenSource.class).tryTake()).isTrue());
  }

  @ParameterizedTest
  @CsvSource({
    "source=nonsense, source",
    "rate=0, rate",
    "rate=-1, rate",
    "rate=fast, rate",
    "rate=10000001, rate",
    "auto-wait-millis=1, autoWaitMillis",
    "capacity=0, capacity",
  })
  void refusesToStartWithSettingsThatCannotBe(String setting, String named) {
    runner
        .withPropertyValues("seckill.flow.tokens." + setting)
        .run(
            context ->
                assertThatThrownBy(() -> context.getBean(TokenSource.class))
                    .hasStackTraceContaining("seckill.flow.tokens")
                    .hasStackTraceContaining(named));
  }

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(TokenSettings.class)
  static class Settings {}
}
