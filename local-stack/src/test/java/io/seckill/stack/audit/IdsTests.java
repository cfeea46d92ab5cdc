package io.seckill.stack.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdsTests {

  private final Ids ids = new Ids("phone.");

  @Test
  void numbersEachIdOnceAndGivesItBack() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 10_000; i++) {
        assertThat(ids.numberOf("phone.r" + i)).isEqualTo(i);
      }
    }

    assertThat(ids.size()).isEqualTo(10_000);
    assertThat(ids.id(0)).isEqualTo("phone.r0");
    assertThat(ids.id(9_999)).isEqualTo("phone.r9999");
  }

  @Test
  void tellsApartWhatDiffersOnlyInThePrefix() {
    assertThat(ids.numberOf("phone.x")).isZero();
    assertThat(ids.numberOf("x")).isEqualTo(1);
    assertThat(ids.numberOf("phone.")).isEqualTo(2);
    assertThat(ids.numberOf("")).isEqualTo(3);
    assertThat(ids.numberOf("höher")).isEqualTo(4);

    assertThat(ids.id(0)).isEqualTo("phone.x");
    assertThat(ids.id(1)).isEqualTo("x");
    assertThat(ids.id(2)).isEqualTo("phone.");
    assertThat(ids.id(3)).isEmpty();
    assertThat(ids.id(4)).isEqualTo("höher");
  }
}
