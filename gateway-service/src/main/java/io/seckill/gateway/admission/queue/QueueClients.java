package io.seckill.gateway.admission.queue;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the Kafka clients of the queue of tokens; all of them give up within seconds. */
public final class QueueClients {

  /** Records that one poll brings at most; the marks between transactions count among them. */
  private static final int RECORDS_MAX = 8;

  private static final int GIVE_UP_MILLIS = 2_000;
  private static final int REQUEST_MILLIS = 1_500;

  private final Map<String, Object> connection;
  private final TokenQueue queue;

  /**
   * @param connection what every client needs to reach Kafka: bootstrap servers, security
   */
  public QueueClients(Map<String, Object> connection, TokenQueue queue) {
    this.connection = connection;
    this.queue = queue;
  }

  Admin admin() {
    Map<String, Object> config = common("gateway-tokens-admin");
    config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, GIVE_UP_MILLIS);
    return Admin.create(config);
  }

  /** Nobody can use the earlier ones after {@code initTransactions()} of this one. */
  Producer<byte[], byte[]> generator() {
    Map<String, Object> config = common(queue.generator());
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, queue.generator());
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 2 * GIVE_UP_MILLIS);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, GIVE_UP_MILLIS);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, GIVE_UP_MILLIS);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 1024L * 1024);
    ByteArraySerializer bytes = new ByteArraySerializer();
    return new KafkaProducer<>(config, bytes, bytes);
  }

  /** Reads the queue without taking anything out of it. */
  Consumer<byte[], byte[]> reader() {
    Map<String, Object> config = common("gateway-tokens-reader");
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, GIVE_UP_MILLIS);
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    return new KafkaConsumer<>(config, bytes, bytes);
  }

  /**
   * Takes out of the queue.
   *
   * @param name by which the group knows this gateway
   */
  ShareConsumer<byte[], byte[]> taker(String name) {
    Map<String, Object> config = common(name);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, queue.takers());
    config.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
    config.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_MAX);
    // A gateway with all the tokens it may hold does not poll, and is no worse for it.
    config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Integer.MAX_VALUE);
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    return new KafkaShareConsumer<>(config, bytes, bytes);
  }

  private Map<String, Object> common(String name) {
    Map<String, Object> config = new HashMap<>(connection);
    config.put(CommonClientConfigs.CLIENT_ID_CONFIG, name);
    config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    config.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
    return config;
  }
}
