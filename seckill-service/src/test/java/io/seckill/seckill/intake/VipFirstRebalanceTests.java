package io.seckill.seckill.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to a consumer while a crowd has one of its lanes paused. */
class VipFirstRebalanceTests {

  private static final int BATCH = 10;
  private static final TopicPartition VIP = new TopicPartition("t", 0);
  private static final TopicPartition ORDINARY = new TopicPartition("t", 1);
  private static final TopicPartition ORDINARY_2 = new TopicPartition("t", 2);

  private final Disturbed kafka = new Disturbed();
  private final Consumer<byte[], byte[]> consumer =
      VipFirst.of(kafka, new LaneSettings(1, 4), BATCH);

  @BeforeEach
  void aCrowdAndOneVip() {
    kafka.assign(List.of(ORDINARY, ORDINARY_2, VIP));
    kafka.updateBeginningOffsets(Map.of(ORDINARY, 0L, ORDINARY_2, 0L, VIP, 0L));
    kafka.setMaxPollRecords(BATCH);
    add(ORDINARY, 0, 2 * BATCH);
    assertThat(poll()).containsOnly(ORDINARY);
    add(VIP, 0, 1);
  }

  @Test
  void aPartitionThatIsTakenAwayAfterThePollCostsNoRecordAndPausesNoOther() {
    kafka.beforeResume = () -> kafka.assign(List.of(ORDINARY_2, VIP));
    assertThat(poll()).containsOnly(VIP);
    assertThat(consumer.paused()).doesNotContain(ORDINARY_2);
  }

  @Test
  void whatCannotBeResumedNowIsResumedByTheNextPoll() {
    kafka.beforeResume =
        () -> {
          throw new TimeoutException("the consumer's own thread is busy");
        };
    assertThat(poll()).containsOnly(VIP);
    assertThat(poll()).containsOnly(ORDINARY);
    assertThat(consumer.paused()).isEmpty();
  }

  @Test
  void anInterruptCostsNoRecordAndIsKept() {
    kafka.beforeResume =
        () -> {
          throw new InterruptException("interrupted");
        };
    assertThat(poll()).containsOnly(VIP);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(poll()).containsOnly(ORDINARY);
  }

  @Test
  void aWakeupLeavesNothingPaused() {
    kafka.setPollException(new WakeupException());
    assertThatThrownBy(this::poll).isInstanceOf(WakeupException.class);
    assertThat(consumer.paused()).isEmpty();
    assertThat(poll()).containsOnly(VIP);
  }

  @Test
  void whatTheContainerPausesMeanwhileStaysPaused() {
    kafka.schedulePollTask(() -> consumer.pause(List.of(ORDINARY)));
    assertThat(poll()).containsOnly(VIP);
    assertThat(consumer.paused()).containsExactly(ORDINARY);
  }

  @Test
  void theContainerPausesAndResumesWhatIsLeftOfAnAssignment() {
    Set<TopicPartition> before = consumer.assignment();
    kafka.beforePause = () -> kafka.assign(List.of(ORDINARY_2, VIP));
    consumer.pause(before);
    assertThat(consumer.paused()).containsExactlyInAnyOrder(ORDINARY_2, VIP);
    consumer.resume(before);
    assertThat(consumer.paused()).isEmpty();
  }

  private void add(TopicPartition partition, int from, int records) {
    for (int offset = from; offset < from + records; offset++) {
      kafka.addRecord(
          new ConsumerRecord<>(
              partition.topic(), partition.partition(), offset, new byte[0], new byte[0]));
    }
  }

  private Set<TopicPartition> poll() {
    return StreamSupport.stream(consumer.poll(Duration.ZERO).spliterator(), false)
        .map(record -> new TopicPartition(record.topic(), record.partition()))
        .collect(Collectors.toSet());
  }

  /** Something comes in between, once. */
  private static final class Disturbed extends MockConsumer<byte[], byte[]> {

    private static final Runnable NOTHING = () -> {};

    private Runnable beforePause = NOTHING;
    private Runnable beforeResume = NOTHING;

    private Disturbed() {
      super("earliest");
    }

    @Override
    public synchronized void pause(Collection<TopicPartition> partitions) {
      Runnable first = beforePause;
      beforePause = NOTHING;
      first.run();
      super.pause(partitions);
    }

    @Override
    public synchronized void resume(Collection<TopicPartition> partitions) {
      Runnable first = beforeResume;
      beforeResume = NOTHING;
      first.run();
      super.resume(partitions);
    }
  }
}
