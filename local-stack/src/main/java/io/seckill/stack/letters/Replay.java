package io.seckill.stack.letters;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Deals with the letters that wait, oldest first: sends each back to its topic as it came, or sets
 * it aside, and remembers it.
 *
 * <p>Safe to repeat: each letter is remembered as soon as Kafka has acknowledged its record, by the
 * offset of a group whose members Kafka never gives the same partition. Whoever dies between the
 * two leaves one letter that is sent twice, which every consumer here bears. Only letters that were
 * there at the start are dealt with, so that one which comes back at once is not sent for ever.
 */
final class Replay implements AutoCloseable {

  private static final Duration POLL_MAX = Duration.ofMillis(200);
  private static final Duration JOIN_MAX = Duration.ofSeconds(20);
  private static final long ACK_SECONDS_MAX = 15;

  private final Consumer<byte[], byte[]> consumer;
  private final @Nullable Producer<byte[], byte[]> producer;

  private Replay(Consumer<byte[], byte[]> consumer, @Nullable Producer<byte[], byte[]> producer) {
    this.consumer = consumer;
    this.producer = producer;
  }

  /** Sends letters back. */
  static Replay sending(String kafka) {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka,
            ProducerConfig.ACKS_CONFIG, "all",
            ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
    ByteArraySerializer bytes = new ByteArraySerializer();
    return new Replay(Mailroom.consumer(kafka), new KafkaProducer<>(settings, bytes, bytes));
  }

  /** Only remembers letters as dealt with. */
  static Replay settingAside(String kafka) {
    return new Replay(Mailroom.consumer(kafka), null);
  }

  /**
   * Deals with at most so many letters.
   *
   * @return how many
   * @throws NoLettersException where there is no such topic, or another replay is at it
   */
  int run(LetterTopic topic, int max) throws InterruptedException {
    List<TopicPartition> partitions = Mailroom.partitions(consumer, topic);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    join(topic);
    int done = 0;
    while (done < max && anyLeft(ends)) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL_MAX)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (done < max && record.offset() < ends.getOrDefault(partition, 0L)) {
          send(topic, new Letter(record));
          consumer.commitSync(Map.of(partition, new OffsetAndMetadata(record.offset() + 1)));
          done++;
        }
      }
    }
    return done;
  }

  /** Waits until Kafka has given this member its partitions, so that nobody else has them. */
  private void join(LetterTopic topic) {
    consumer.subscribe(List.of(topic.name()));
    long giveUp = System.nanoTime() + JOIN_MAX.toNanos();
    while (consumer.assignment().isEmpty()) {
      if (System.nanoTime() - giveUp > 0) {
        throw new NoLettersException("Another replay of %s is running.".formatted(topic.name()));
      }
      var first = consumer.poll(POLL_MAX);
      // Not dealt with yet: they come again.
      Map<TopicPartition, Long> back = new HashMap<>();
      first.forEach(
          record ->
              back.merge(
                  new TopicPartition(record.topic(), record.partition()),
                  record.offset(),
                  Math::min));
      back.forEach(consumer::seek);
    }
  }

  private boolean anyLeft(Map<TopicPartition, Long> ends) {
    return consumer.assignment().stream()
        .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L));
  }

  private void send(LetterTopic topic, Letter letter) throws InterruptedException {
    if (producer == null) {
      return;
    }
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic.original(),
            partition(topic, letter),
            letter.record().key(),
            letter.record().value(),
            letter.ownHeaders());
    try {
      producer.send(record).get(ACK_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new NoLettersException(
          "%s %s could not be sent back and still waits: %s"
              .formatted(letter.topic(), letter.place(), e.getMessage()));
    }
  }

  /** The one it came from: a lane of requests is a partition, whatever the key. */
  private @Nullable Integer partition(LetterTopic topic, Letter letter) {
    Integer original = letter.originalPartition();
    if (original == null || producer == null) {
      return null;
    }
    return original < producer.partitionsFor(topic.original()).size() ? original : null;
  }

  @Override
  public void close() {
    consumer.close();
    if (producer != null) {
      producer.close();
    }
  }
}
