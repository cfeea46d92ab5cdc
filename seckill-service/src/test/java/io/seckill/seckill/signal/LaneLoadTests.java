package io.seckill.seckill.signal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LaneLoadTests {

  private static final long LOOK_NANOS = 200_000_000;

  private final LaneLoad load = new LaneLoad();

  @Test
  void idleInstanceDoesNotShowWhatItCouldDo() {
    look(20, 0);
    look(20, 0);
    assertThat(load.drainPerSecond()).isZero();
  }

  @Test
  void whatIsTakenWhileSomeWaitIsTheDrain() {
    look(0, 500);
    look(400, 500);
    assertThat(load.drainPerSecond()).isEqualTo(2_000);
    look(400, 500);
    look(0, 0);
    look(1, 0);
    assertThat(load.drainPerSecond()).isEqualTo(2_000);
  }

  /** Gateways let one in for each look then, and nobody ever waits. */
  @Test
  void isBelievedAgainAfterAStandstillThatWasWorkedOffWithinOneLook() {
    look(0, 500);
    look(400, 500);
    for (int i = 0; i < 200; i++) {
      look(0, 500);
    }
    assertThat(load.drainPerSecond()).isLessThan(1);

    look(500, 0);
    assertThat(load.drainPerSecond()).isEqualTo(2_500);
    look(1, 0);
    assertThat(load.drainPerSecond()).isEqualTo(2_500);
  }

  /** Gateways add up the drains of all instances. */
  @Test
  void whoReadsALaneNoMoreDrainsNothingOfIt() {
    look(0, 500);
    look(400, 500);
    load.look(0, 0, LOOK_NANOS);
    assertThat(load.drainPerSecond()).isZero();
  }

  private void look(int taken, long waitingNow) {
    load.taken(taken);
    load.look(waitingNow, 1, LOOK_NANOS);
  }
}
