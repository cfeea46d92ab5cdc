package io.seckill.system.simulation;

import io.seckill.contracts.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** The topics, as the brokers hold them: what was appended stays. */
final class Log {

  /** Two partitions show all that twelve do. */
  private static final int PARTITIONS = 2;

  private static final TopicPartition NOWHERE = new TopicPartition("nowhere", 0);

  private final World world;
  private final Map<String, List<List<ConsumerRecord<byte[], byte[]>>>> topics = new HashMap<>();

  Log(World world) {
    this.world = world;
  }

  int partitions(String topic) {
    return topic.equals(Topics.REQUESTS) || topic.equals(Topics.RESERVATIONS) ? PARTITIONS : 1;
  }

  List<ConsumerRecord<byte[], byte[]>> records(String topic, int partition) {
    return topics
        .computeIfAbsent(
            topic,
            name -> {
              List<List<ConsumerRecord<byte[], byte[]>>> all = new ArrayList<>();
              for (int i = 0; i < partitions(name); i++) {
                all.add(new ArrayList<>());
              }
              return all;
            })
        .get(partition);
  }

  /** Where a record is whose place nobody asks for. */
  TopicPartition nowhere() {
    return NOWHERE;
  }

  long end(TopicPartition partition) {
    return records(partition.topic(), partition.partition()).size();
  }

  /** Appends a record, and answers its place. */
  ConsumerRecord<byte[], byte[]> append(String topic, byte[] key, byte[] value) {
    int partition = Math.floorMod(Arrays.hashCode(key), partitions(topic));
    List<ConsumerRecord<byte[], byte[]>> records = records(topic, partition);
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            topic,
            partition,
            records.size(),
            world.nowMillis(),
            TimestampType.CREATE_TIME,
            key.length,
            value.length,
            key,
            value,
            new RecordHeaders(),
            Optional.empty());
    records.add(record);
    return record;
  }
}
