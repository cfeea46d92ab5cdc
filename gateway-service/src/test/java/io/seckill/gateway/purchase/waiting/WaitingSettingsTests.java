package io.seckill.gateway.purchase.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitingSettingsTests {

  @ParameterizedTest(name = "a heap of {0} MB holds {1}")
  @CsvSource({"0, 1000", "352, 1085584", "704, 2171169", "65536, 10000000"})
  void remembersAsManyAsHalfTheHeapHolds(long megabytes, int requests) {
    assertThat(WaitingSettings.thatFit(megabytes << 20)).isEqualTo(requests);
  }

  @Test
  void zeroMeansAsManyAsFitHere() {
    int here = WaitingSettings.thatFit(Runtime.getRuntime().maxMemory());

    assertThat(new WaitingSettings(100, 0, 600, 300).rememberedMax()).isEqualTo(here);
    assertThat(new WaitingSettings(100, 5_000, 600, 300).rememberedMax()).isEqualTo(5_000);
  }
}
