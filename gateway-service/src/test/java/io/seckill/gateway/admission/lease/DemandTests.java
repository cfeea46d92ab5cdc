package io.seckill.gateway.admission.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemandTests {

  private final Demand demand = new Demand(1_000);

  @Test
  void coversTwiceWhatTheLastTickAskedForWithinReserveAndBucket() {
    assertThat(demand.ofThisTick()).as("a twentieth of the bucket").isEqualTo(50);

    ask(200);
    assertThat(demand.soFar()).isEqualTo(400);
    assertThat(demand.ofThisTick()).isEqualTo(400);
    assertThat(demand.soFar()).as("another tick").isEqualTo(50);

    ask(600);
    assertThat(demand.ofThisTick()).as("no more than there is").isEqualTo(1_000);
  }

  @Test
  void hasCeasedOnceAfterAQuietSecond() {
    ask(1);
    long told = IntStream.range(0, 200).filter(tick -> tickEndsDemand()).count();
    assertThat(told).isEqualTo(1);

    ask(1);
    assertThat(tickEndsDemand()).isFalse();
  }

  private boolean tickEndsDemand() {
    demand.ofThisTick();
    return demand.hasJustCeased();
  }

  private void ask(int times) {
    IntStream.range(0, times).forEach(each -> demand.asked());
  }
}
