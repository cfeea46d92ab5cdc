package io.seckill.gateway.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seckill.contracts.v1.QueueSignal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class QueueAheadTests {

  private final AtomicLong nanos = new AtomicLong(1);
  private final QueueAhead queue =
      new QueueAhead(
          new SignalSettings(true, 5_000, true, 2_000), new SimpleMeterRegistry(), nanos::get);

  @Test
  void knowsNothingAndRefusesNobodyBeforeItHears() {
    assertThat(queue.waitMillis(false)).isZero();
    assertThat(queue.tooLong(false, 0)).isFalse();
  }

  @Test
  void aQueueThatNobodyHadToWaitInIsNotTooLong() {
    hear(1, 150, 0);
    assertThat(queue.tooLong(false, 1)).isFalse();
  }

  @Test
  void theWaitIsTheBacklogOfAllByTheirRateTogether() {
    hear(1, 3_000, 1_000);
    assertThat(queue.waitMillis(false)).isEqualTo(3_000);
    hear(2, 1_000, 3_000);
    assertThat(queue.waitMillis(false)).isEqualTo(1_000);
    assertThat(queue.tooLong(false, 1_000)).isFalse();
    assertThat(queue.tooLong(false, 999)).isTrue();
  }

  @Test
  void whoJoinsHereMakesItLongerAtOnceAndTimeMakesItShorter() {
    hear(1, 1_000, 1_000);
    for (int i = 0; i < 500; i++) {
      queue.join(false);
    }
    assertThat(queue.waitMillis(false)).isEqualTo(1_500);
    pass(Duration.ofMillis(400));
    assertThat(queue.waitMillis(false)).isEqualTo(1_100);
    pass(Duration.ofMillis(1_300));
    assertThat(queue.waitMillis(false)).isZero();
  }

  @Test
  void theNextSignalReplacesWhatWasGuessed() {
    hear(1, 1_000, 1_000);
    queue.join(false);
    hear(1, 200, 1_000);
    assertThat(queue.waitMillis(false)).isEqualTo(200);
  }

  @Test
  void anInstanceThatIsSilentDrainsNothing() {
    hear(1, 1_000, 1_000);
    hear(2, 1_000, 1_000);
    pass(Duration.ofMillis(1_500));
    hear(2, 3_000, 1_000);
    pass(Duration.ofMillis(1_000));
    hear(2, 3_000, 1_000);
    assertThat(queue.waitMillis(false)).isEqualTo(3_000);
  }

  @Test
  void whereAllAreSilentNothingIsKnown() {
    hear(1, 1_000_000, 1_000);
    pass(Duration.ofMillis(2_001));
    assertThat(queue.waitMillis(false)).isZero();
  }

  @Test
  void aCrowdInTheOrdinaryLaneIsNotAheadOfAVip() {
    queue.learn(
        QueueSignal.newBuilder()
            .setInstance(1)
            .setBacklog(5_000)
            .setDrainPerSecond(1_000)
            .setVipBacklog(100)
            .setVipDrainPerSecond(500)
            .build());
    queue.join(false);
    assertThat(queue.waitMillis(false)).isEqualTo(5_001);
    assertThat(queue.waitMillis(true)).isEqualTo(200);
    assertThat(queue.tooLong(true, 2_000)).isFalse();
    assertThat(queue.tooLong(false, 2_000)).isTrue();
  }

  private void hear(long instance, long backlog, double drain) {
    queue.learn(
        QueueSignal.newBuilder()
            .setInstance(instance)
            .setBacklog(backlog)
            .setDrainPerSecond(drain)
            .build());
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
