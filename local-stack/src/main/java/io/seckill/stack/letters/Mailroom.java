package io.seckill.stack.letters;

import io.seckill.contracts.DeadLetterHeaders;
import io.seckill.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads dead-letter topics. How far letters were dealt with is the committed offset of a group, so
 * it is remembered where the letters are, by whoever asks.
 */
final class Mailroom implements AutoCloseable {

  private static final Duration POLL_MAX = Duration.ofMillis(500);

  private final Consumer<byte[], byte[]> consumer;

  /**
   * @param kafka {@code host:port}, comma separated
   */
  Mailroom(String kafka) {
    this.consumer = consumer(kafka);
  }

  static Consumer<byte[], byte[]> consumer(String kafka) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka,
            ConsumerConfig.GROUP_ID_CONFIG,
            DeadLetterHeaders.DEALT_WITH_GROUP,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            // One who died in the middle holds the others up no longer than this.
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            6_000,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            100,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            10_000,
            ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            5_000);
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    return new KafkaConsumer<>(settings, bytes, bytes);
  }

  /** Every dead-letter topic there is. */
  List<LetterTopic> topics() {
    Set<String> names = new TreeSet<>(consumer.listTopics().keySet());
    return names.stream()
        .filter(name -> name.endsWith(Topics.DEAD_LETTER_SUFFIX))
        .map(LetterTopic::new)
        .toList();
  }

  /**
   * The letters of a topic, oldest first.
   *
   * @param all also those that were dealt with
   */
  List<Letter> letters(LetterTopic topic, boolean all) {
    List<TopicPartition> partitions = partitions(consumer, topic);
    consumer.assign(partitions);
    Map<TopicPartition, Long> starts = all ? consumer.beginningOffsets(partitions) : waiting();
    starts.forEach(consumer::seek);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    List<Letter> letters = new ArrayList<>();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL_MAX)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < ends.getOrDefault(partition, 0L)) {
          letters.add(new Letter(record));
        }
      }
    }
    return letters;
  }

  /** From where on letters of the partitions at hand wait. */
  private Map<TopicPartition, Long> waiting() {
    Map<TopicPartition, Long> starts = consumer.beginningOffsets(consumer.assignment());
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(consumer.assignment());
    return starts.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                start -> {
                  OffsetAndMetadata dealtWith = committed.get(start.getKey());
                  return dealtWith == null
                      ? start.getValue()
                      : Math.max(start.getValue(), dealtWith.offset());
                }));
  }

  static List<TopicPartition> partitions(Consumer<?, ?> consumer, LetterTopic topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new NoLettersException("There is no topic %s.".formatted(topic.name()));
    }
    return partitions;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
