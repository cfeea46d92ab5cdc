package io.seckill.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanTests {

  /** A source that is added is to be compared with the others. */
  @Test
  void overloadComparesEverySourceOfTokensThatAGatewayKnows() throws Exception {
    Object[] sources =
        Class.forName("io.seckill.gateway.admission.TokenSettings$Source").getEnumConstants();
    List<String> known =
        Arrays.stream(sources).map(it -> it.toString().toLowerCase(Locale.ROOT)).toList();

    assertThat(Stream.concat(Overload.SOURCES.stream(), Stream.of("off")))
        .containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void aFullRunOffersFromHalfOfThePeakToTenTimesIt() {
    assertThat(Extent.full().factors()).containsExactly(0.5, 1.0, 2.0, 5.0, 10.0);
    assertThat(Extent.full().step()).hasSeconds(30);
    assertThat(Extent.full().sustained()).hasSeconds(60);
  }

  @Test
  void everyComparisonHasItsName() {
    assertThat(Comparison.ids())
        .containsExactly("naive", "cost", "promise", "overload", "scale", "fairness");
  }
}
