package io.seckill.gateway.handoff;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTests {

  private final Lanes lanes = new Lanes(new LaneSettings(2));

  @Test
  void vipsHaveTheFirstPartitionsAndTheOthersTheRest() {
    assertThat(used(lanes, true)).containsExactlyInAnyOrder(0, 1);
    assertThat(used(lanes, false)).containsExactlyInAnyOrder(2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
  }

  @Test
  void withoutAVipLaneEverybodyIsOrdinary() {
    Lanes none = new Lanes(new LaneSettings(0));
    assertThat(used(none, true)).isEqualTo(used(none, false)).hasSize(12);
  }

  @Test
  void theVipLaneMustLeaveRoom() {
    assertThatCode(() -> lanes.requireRoomIn(3)).doesNotThrowAnyException();
    assertThatThrownBy(() -> lanes.requireRoomIn(2))
        .hasMessage("seckill.lanes.vip-partitions: 2 (expected: fewer than the 2 of the topic)");
  }

  private static Set<Integer> used(Lanes lanes, boolean vip) {
    return IntStream.range(0, 1_000)
        .mapToObj(user -> lanes.partition(vip, ("user-" + user).getBytes(UTF_8), 12))
        .collect(Collectors.toSet());
  }
}
