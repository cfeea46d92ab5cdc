package io.seckill.seckill.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RedeliveriesTests {

  private static final TopicPartition PARTITION = new TopicPartition("requests", 3);

  private final Redeliveries redeliveries = new Redeliveries();

  @Test
  void allThatAPartitionHoldsWhenItIsAssignedMayBeARepeat() {
    try (MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest")) {
      consumer.updateEndOffsets(Map.of(PARTITION, 5_000L));
      redeliveries.onPartitionsAssigned(consumer, List.of(PARTITION));
    }
    assertThat(redeliveries.maybeRepeated(record(4_999))).isTrue();
    assertThat(redeliveries.maybeRepeated(record(5_000))).isFalse();
  }

  @Test
  void everythingMayBeARepeatWhereTheEndIsNotKnown() {
    try (MockConsumer<byte[], byte[]> consumer = new NoBroker()) {
      redeliveries.onPartitionsAssigned(consumer, List.of(PARTITION));
    }
    assertThat(redeliveries.maybeRepeated(record(1_000_000))).isTrue();
  }

  @Test
  void aBatchThatFailedIsARepeat() {
    try (MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest")) {
      consumer.updateEndOffsets(Map.of(PARTITION, 0L));
      redeliveries.onPartitionsAssigned(consumer, List.of(PARTITION));
    }
    redeliveries.failed(List.of(record(0), record(1)));
    assertThat(redeliveries.maybeRepeated(record(1))).isTrue();
    assertThat(redeliveries.maybeRepeated(record(2))).isFalse();
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset) {
    return new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, null, null);
  }

  private static final class NoBroker extends MockConsumer<byte[], byte[]> {

    private NoBroker() {
      super("earliest");
    }

    @Override
    public synchronized Map<TopicPartition, Long> endOffsets(
        Collection<TopicPartition> partitions) {
      throw new KafkaException("no broker answers");
    }
  }
}
