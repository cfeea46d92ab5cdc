package io.seckill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultRunTests {

  @Test
  void isReadAsItWasWritten() {
    FaultRun held =
        new FaultRun("abc", 17, "redis wiped", Map.of(), Duration.ofMillis(830), Duration.ZERO);
    FaultRun violated =
        new FaultRun("abc", 18, "redis wiped", Map.of(3, 2L), null, Duration.ofSeconds(9));

    assertThat(FaultRun.parse(held.line())).isEqualTo(held);
    assertThat(FaultRun.parse(violated.line())).isEqualTo(violated);
    assertThat(FaultRun.header().split("\t")).hasSameSizeAs(held.line().split("\t"));
  }
}
