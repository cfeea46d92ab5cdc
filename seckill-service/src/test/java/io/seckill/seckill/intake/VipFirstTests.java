package io.seckill.seckill.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VipFirstTests {

  private static final int BATCH = 10;
  private static final TopicPartition VIP = new TopicPartition("t", 0);
  private static final TopicPartition ORDINARY = new TopicPartition("t", 1);
  private static final TopicPartition ORDINARY_2 = new TopicPartition("t", 2);

  private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest");
  private final Consumer<byte[], byte[]> consumer =
      VipFirst.of(kafka, new LaneSettings(1, 4), BATCH);
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  @BeforeEach
  void begin() {
    List<TopicPartition> all = List.of(ORDINARY, ORDINARY_2, VIP);
    kafka.assign(all);
    kafka.updateBeginningOffsets(
        all.stream().collect(Collectors.toMap(Function.identity(), p -> 0L)));
    kafka.setMaxPollRecords(BATCH);
  }

  @Test
  void aVipComesBeforeTheCrowdThatWasThereFirst() {
    add(ORDINARY, 100);
    assertThat(poll()).hasSize(BATCH).containsOnly(ORDINARY);
    add(VIP, 3);
    assertThat(poll()).hasSize(3).containsOnly(VIP);
    assertThat(poll()).hasSize(BATCH).containsOnly(ORDINARY);
  }

  @Test
  void theOthersKeepTheirShareOfACrowdOfVips() {
    add(ORDINARY, 100);
    poll();
    add(VIP, 1_000);
    List<TopicPartition> turns = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      turns.add(poll().get(0));
    }
    assertThat(turns).containsExactly(VIP, VIP, VIP, VIP, ORDINARY, VIP, VIP, VIP, VIP, ORDINARY);
  }

  @Test
  void inOneBatchVipsAreFirst() {
    add(ORDINARY, 3);
    add(VIP, 2);
    assertThat(poll()).containsExactly(VIP, VIP, ORDINARY, ORDINARY, ORDINARY);
  }

  @Test
  void whatWasPausedStaysPausedAndWhatWasNotDoesNot() {
    add(ORDINARY, 100);
    poll();
    consumer.pause(List.of(ORDINARY_2));
    add(ORDINARY_2, 1);
    add(VIP, 1);
    assertThat(poll()).containsOnly(VIP);
    assertThat(consumer.paused()).containsExactly(ORDINARY_2);
    assertThat(poll()).containsOnly(ORDINARY);
  }

  @Test
  void whileAllIsPausedNothingComes() {
    add(ORDINARY, 100);
    poll();
    add(VIP, 1);
    consumer.pause(consumer.assignment());
    assertThat(poll()).isEmpty();
    assertThat(consumer.paused()).isEqualTo(consumer.assignment());
  }

  @Test
  void whoHasOneLaneOnlyTakesIt() {
    kafka.assign(List.of(ORDINARY));
    add(ORDINARY, 25);
    assertThat(Stream.of(poll(), poll(), poll(), poll()).map(List::size))
        .containsExactly(10, 10, 5, 0);
  }

  @Test
  void aFailureOfTheConsumerIsNotWrapped() {
    kafka.setPollException(new WakeupException());
    assertThatThrownBy(this::poll).isInstanceOf(WakeupException.class);
    assertThatThrownBy(() -> consumer.position(new TopicPartition("t", 9)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void add(TopicPartition partition, int records) {
    for (int i = 0; i < records; i++) {
      long offset = ends.merge(partition, 1L, Long::sum) - 1;
      kafka.addRecord(
          new ConsumerRecord<>(
              partition.topic(), partition.partition(), offset, new byte[0], new byte[0]));
    }
  }

  private List<TopicPartition> poll() {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ZERO);
    return StreamSupport.stream(records.spliterator(), false)
        .map(record -> new TopicPartition(record.topic(), record.partition()))
        .toList();
  }
}
