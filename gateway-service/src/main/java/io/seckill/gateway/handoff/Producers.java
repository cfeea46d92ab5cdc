package io.seckill.gateway.handoff;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/** Makes the two producers of this room: both acknowledged by all replicas, both bounded. */
final class Producers {

  /** Topics never leave a producer's memory: it must know its partitions without asking. */
  private static final String NEVER_IDLE_MILLIS = Long.toString(Integer.MAX_VALUE);

  private static final int ATTEMPTS_MAX = 100;
  private static final long BETWEEN_ATTEMPTS_NANOS = 100_000_000;

  private final KafkaProperties properties;
  private final KafkaConnectionDetails connection;

  Producers(KafkaProperties properties, KafkaConnectionDetails connection) {
    this.properties = properties;
    this.connection = connection;
  }

  /**
   * Opens a producer that knows its topic.
   *
   * @param blockMillis how long a send may hold its thread
   * @param deliveryMillis after which a send counts as failed
   */
  Producer<byte[], byte[]> open(
      String name, String topic, int lingerMillis, int blockMillis, int deliveryMillis) {
    Map<String, Object> config = new HashMap<>(properties.buildProducerProperties());
    config.put(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getProducer().getBootstrapServers());
    config.put(ProducerConfig.CLIENT_ID_CONFIG, name);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.LINGER_MS_CONFIG, lingerMillis);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L * 1024 * 1024);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, blockMillis);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, deliveryMillis - lingerMillis);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryMillis);
    config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    config.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, NEVER_IDLE_MILLIS);
    config.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    ByteArraySerializer bytes = new ByteArraySerializer();
    Producer<byte[], byte[]> producer = new KafkaProducer<>(config, bytes, bytes);
    learn(producer, topic);
    return producer;
  }

  /** Asks for the topic's partitions once, so that no send has to; says clearly if it cannot. */
  private void learn(Producer<byte[], byte[]> producer, String topic) {
    KafkaException last = null;
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      try {
        producer.partitionsFor(topic);
        return;
      } catch (KafkaException e) {
        last = e;
        LockSupport.parkNanos(BETWEEN_ATTEMPTS_NANOS);
      }
    }
    producer.close(Duration.ZERO);
    throw new IllegalStateException(
        "Kafka at "
            + connection.getProducer().getBootstrapServers()
            + " does not know topic "
            + topic
            + " (expected: a running broker; SECKILL_KAFKA names it)",
        last);
  }
}
