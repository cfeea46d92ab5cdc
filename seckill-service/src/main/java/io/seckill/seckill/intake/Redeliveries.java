package io.seckill.seckill.intake;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.stereotype.Component;

/**
 * Tells which records may have been worked on before. An owner that dies leaves at most one batch
 * uncommitted, so after an assignment that is the first batch of each partition; after a failure it
 * is the batch that failed.
 */
@Component
public class Redeliveries implements ConsumerAwareRebalanceListener {

  private final Map<TopicPartition, Long> maybeRepeatedBefore = new ConcurrentHashMap<>();
  private final int batchMax;

  Redeliveries(IntakeSettings settings) {
    this.batchMax = settings.batchMax();
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      maybeRepeatedBefore.put(partition, consumer.position(partition) + batchMax);
    }
  }

  /** The batch will come again. */
  public void failed(Collection<ConsumerRecord<byte[], byte[]>> batch) {
    for (ConsumerRecord<byte[], byte[]> record : batch) {
      maybeRepeatedBefore.merge(
          new TopicPartition(record.topic(), record.partition()), record.offset() + 1, Math::max);
    }
  }

  boolean maybeRepeated(ConsumerRecord<byte[], byte[]> record) {
    Long before = maybeRepeatedBefore.get(new TopicPartition(record.topic(), record.partition()));
    return before == null || record.offset() < before;
  }
}
