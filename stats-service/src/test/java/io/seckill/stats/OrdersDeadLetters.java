package io.seckill.stats;

import static org.awaitility.Awaitility.await;

import io.seckill.contracts.Topics;
import io.seckill.testing.servers.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topic `orders-dlt` from its beginning. */
final class OrdersDeadLetters {

  private OrdersDeadLetters() {}

  /** Waits for the given number of letters with the key; returns all that are there then. */
  static List<ConsumerRecord<byte[], byte[]>> of(String key, int atLeast) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            TestServers.kafka().bootstrapServers(),
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false);
    List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          List.of(new TopicPartition(Topics.ORDERS + Topics.DEAD_LETTER_SUFFIX, 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                letters.addAll(poll(consumer, key));
                return letters.size() >= atLeast;
              });
      // One more poll, in which a letter too many would come.
      letters.addAll(poll(consumer, key));
    }
    return letters;
  }

  private static List<ConsumerRecord<byte[], byte[]>> poll(
      KafkaConsumer<byte[], byte[]> consumer, String key) {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
      if (key.equals(new String(record.key(), StandardCharsets.UTF_8))) {
        found.add(record);
      }
    }
    return found;
  }
}
