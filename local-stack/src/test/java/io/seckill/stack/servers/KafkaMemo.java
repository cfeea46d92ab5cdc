package io.seckill.stack.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

record KafkaMemo(KafkaServer server) implements Memo {

  private static final TopicPartition TOPIC = new TopicPartition("memo", 0);

  @Override
  public void write(String word) throws Exception {
    try (Admin admin = Admin.create(address())) {
      if (!admin.listTopics().names().get().contains(TOPIC.topic())) {
        admin.createTopics(List.of(new NewTopic(TOPIC.topic(), 1, (short) 1))).all().get();
      }
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(address(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(TOPIC.topic(), word.getBytes(UTF_8))).get();
    }
  }

  @Override
  public List<String> read() {
    List<String> words = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(address(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(TOPIC));
      consumer.seekToBeginning(List.of(TOPIC));
      long end = consumer.endOffsets(List.of(TOPIC)).getOrDefault(TOPIC, 0L);
      while (consumer.position(TOPIC) < end) {
        for (ConsumerRecord<byte[], byte[]> found : consumer.poll(Duration.ofSeconds(1))) {
          words.add(new String(found.value(), UTF_8));
        }
      }
    }
    return words;
  }

  @Override
  public String toString() {
    return server.name();
  }

  private Map<String, Object> address() {
    return Map.of("bootstrap.servers", server.bootstrapServers());
  }
}
