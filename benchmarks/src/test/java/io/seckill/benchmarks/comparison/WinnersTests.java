package io.seckill.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WinnersTests {

  private static final List<Boolean> WON = List.of(true, true, false, true, false, false);

  @Test
  void countsWinnersAmongTheFirst() {
    assertThat(Winners.shareOfFirst(WON, 3)).isEqualTo(2 / 3.0);
    assertThat(Winners.shareOfFirst(WON, 100)).isEqualTo(0.5);
    assertThat(Winners.shareOfFirst(List.of(), 3)).isZero();
  }

  @Test
  void findsTheLastWinnersPlace() {
    assertThat(Winners.lastPlace(WON)).isEqualTo(4);
    assertThat(Winners.lastPlace(List.of(false))).isZero();
  }

  @Test
  void drawsTheShareAlongTheLine() {
    Winners.Curve curve = Winners.curve(WON, 4);
    assertThat(curve.places()).containsExactly(2.0, 5.0);
    assertThat(curve.shares()).containsExactly(0.75, 0.0);
  }
}
