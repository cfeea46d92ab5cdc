package io.seckill.gateway.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class KafkaPulseTests {

  private long nanos = 1;
  private final KafkaPulse pulse = new KafkaPulse(() -> nanos, 1_000);

  @Test
  void acceptsWhileAcknowledgementsCome() {
    pulse.sent();
    pulse.sent();
    pass(900);
    pulse.acknowledged();
    pass(900);
    assertThat(pulse.accepts()).isTrue();
  }

  @Test
  void acceptsAfterAnyPauseInWhichNothingWasSent() {
    pass(1_000_000);
    assertThat(pulse.accepts()).isTrue();
    pulse.sent();
    assertThat(pulse.accepts()).isTrue();
  }

  @Test
  void refusesWhenNothingIsAcknowledgedForASecond() {
    pulse.sent();
    pass(1_001);
    assertThat(pulse.accepts()).as("one probe").isTrue();
    assertThat(pulse.accepts()).isFalse();
    pass(251);
    assertThat(pulse.accepts()).as("the next probe").isTrue();
    assertThat(pulse.accepts()).isFalse();
    pulse.acknowledged();
    assertThat(pulse.accepts()).isTrue();
  }

  @Test
  void refusesAfterAFailureUntilSomethingIsAcknowledged() {
    pulse.sent();
    pulse.failed();
    pass(251);
    assertThat(pulse.accepts()).as("one probe").isTrue();
    assertThat(pulse.accepts()).isFalse();
    pulse.sent();
    pulse.acknowledged();
    assertThat(pulse.accepts()).isTrue();
  }

  private void pass(long millis) {
    nanos += Duration.ofMillis(millis).toNanos();
  }
}
