package io.seckill.stack.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTests {

  @Test
  void countsWhatIsNamedAndOneOfTheRest() {
    Scale scale = Scale.parse("gateway=2, seckill-service=3");

    assertThat(scale.of(Service.GATEWAY)).isEqualTo(2);
    assertThat(scale.of(Service.SECKILL)).isEqualTo(3);
    assertThat(scale.of(Service.ORDER)).isEqualTo(1);
  }

  @Test
  void unknownServiceListsTheKnownOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scale.parse("foo=2"))
        .withMessage(
            "scale: no service 'foo' (expected: gateway, seckill, order, notification, stats)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gateway=0       | scale: gateway=0 (expected: 1 to 9)",
        "gateway=-1      | scale: gateway=-1 (expected: 1 to 9)",
        "gateway=10      | scale: gateway=10 (expected: 1 to 9)",
        "gateway=many    | scale: gateway=many (expected: 1 to 9)",
        "gateway=99999999999 | scale: gateway=99999999999 (expected: 1 to 9)",
        "gateway         | scale: 'gateway' (expected: service=count, as in gateway=2,seckill=3)",
        "gateway=1=2     | scale: 'gateway=1=2' (expected: service=count, as in gateway=2,seckill=3)",
        "gateway=2,      | scale: '' (expected: service=count, as in gateway=2,seckill=3)",
        "order=1,order=2 | scale: order is there twice",
      })
  void saysWhatIsWrongAndWhatIsRight(String text, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> Scale.parse(text)).withMessage(message);
  }
}
