package io.seckill.seckill.intake;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.stereotype.Component;

/**
 * Tells which records may have been worked on before: after an assignment all that the partition
 * holds at that time, since an owner whose commits failed leaves more than one batch behind; after
 * a failure the batch that failed.
 */
@Component
public class Redeliveries implements ConsumerAwareRebalanceListener {

  private static final Logger log = LoggerFactory.getLogger(Redeliveries.class);

  private final Map<TopicPartition, Long> maybeRepeatedBefore = new ConcurrentHashMap<>();

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    try {
      maybeRepeatedBefore.putAll(consumer.endOffsets(partitions));
    } catch (KafkaException e) {
      log.warn("All of {} counts as repeated, its end is not known: {}", partitions, e.toString());
      partitions.forEach(partition -> maybeRepeatedBefore.put(partition, Long.MAX_VALUE));
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
