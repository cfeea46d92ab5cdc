package io.seckill.seckill.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TallyTests {

  private final Tally tally = new Tally();

  @Test
  void countsWhatEachGatewayHasTakenAndWhetherItAnsweredLast() {
    tally.answered("b:1", 3);
    tally.answered("a:1", 1);
    tally.answered("b:1", 4);
    tally.silent("b:1");

    assertThat(tally.byGateway())
        .containsExactlyEntriesOf(
            new TreeMap<>(Map.of("a:1", new Told(1, false), "b:1", new Told(7, true))));
    tally.answered("b:1", 1);
    assertThat(tally.byGateway()).containsEntry("b:1", new Told(8, false));
  }

  @Test
  void forgetsThoseNotHeardOfForLongest() {
    tally.answered("first", 1);
    tally.answered("second", 1);
    for (int n = 0; n < 98; n++) {
      tally.answered("gateway-" + n, 1);
    }
    tally.answered("first", 1);
    tally.answered("one more", 1);

    assertThat(tally.byGateway()).hasSize(100).containsKeys("first", "one more");
    assertThat(tally.byGateway()).doesNotContainKey("second");
  }
}
