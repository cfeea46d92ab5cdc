package io.seckill.stack.audit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads topics whole: every record from the beginning to the end as it is now, no group, no commit.
 */
final class TopicReader {

  private static final Duration POLL_MAX = Duration.ofMillis(500);

  /** Without a record; a Kafka that goes away meanwhile would be waited for without end. */
  private static final Duration SILENCE_MAX = Duration.ofSeconds(30);

  private final String bootstrap;
  private final Properties properties = new Properties();

  TopicReader(String bootstrap) {
    this.bootstrap = bootstrap;
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    // Where retention deletes what was about to be read: go on with what is left, not at the end.
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // At most so much of an answer in memory at once; 50 MB by default.
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, "8388608");
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
    properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
  }

  /**
   * Gives every record to the reader, those of one partition in order.
   *
   * @throws UnreadableException where Kafka cannot be reached or has no such topic
   */
  void readAll(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    var bytes = new ByteArrayDeserializer();
    try (var consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new UnreadableException("Kafka at %s has no topic %s.".formatted(bootstrap, topic));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long heardAt = System.nanoTime();
      while (!ends.entrySet().stream()
          .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL_MAX);
        records.forEach(reader);
        if (!records.isEmpty()) {
          heardAt = System.nanoTime();
        } else if (System.nanoTime() - heardAt > SILENCE_MAX.toNanos()) {
          throw new UnreadableException(
              "Topic %s of Kafka at %s cannot be read to its end: nothing came for %d s."
                  .formatted(topic, bootstrap, SILENCE_MAX.toSeconds()));
        }
      }
    } catch (KafkaException e) {
      throw new UnreadableException("Topic " + topic + " of Kafka", bootstrap, e);
    }
  }
}
