package io.seckill.seckill;

import io.seckill.contracts.Topics;
import io.seckill.seckill.intake.IntakeSettings;
import io.seckill.seckill.intake.LaneSettings;
import io.seckill.seckill.intake.Redeliveries;
import io.seckill.seckill.intake.VipFirst;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** How the three topics are listened to, and which topics there are. */
@Configuration(proxyBeanMethods = false)
class QueueListeners {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /**
   * Requests: one thread, large batches. The batch is what makes a request cheap, so a fetch waits
   * a few milliseconds for more. A poll may not wait longer than that: after an empty fetch the
   * newer protocol's consumer asks again only with its next poll (KAFKA-20780,
   * docs/decisions/0006). Of the two lanes the vip one is taken first.
   */
  @Bean
  ConcurrentKafkaListenerContainerFactory<byte[], byte[]> requestListeners(
      ConsumerFactory<byte[], byte[]> consumers,
      IntakeSettings settings,
      LaneSettings lanes,
      Redeliveries redeliveries) {
    var ofRequests =
        with(
            consumers,
            Map.of(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                settings.batchMax(),
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                50_000,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                8));
    ofRequests.addPostProcessor(consumer -> VipFirst.of(consumer, lanes, settings.batchMax()));
    var factory = batches(ofRequests);
    factory.getContainerProperties().setConsumerRebalanceListener(redeliveries);
    factory.getContainerProperties().setPollTimeout(10);
    return factory;
  }

  @Bean
  ConcurrentKafkaListenerContainerFactory<byte[], byte[]> ledgerListeners(
      ConsumerFactory<byte[], byte[]> consumers) {
    return batches(consumers);
  }

  /**
   * The sales topic is read whole by every instance, so nothing is committed and no group is
   * needed; the consumer of the newer protocol would spin without one (a core for nothing, seen
   * with 4.2.1).
   */
  @Bean
  ConcurrentKafkaListenerContainerFactory<byte[], byte[]> catalogListeners(
      ConsumerFactory<byte[], byte[]> consumers) {
    var factory = batches(with(consumers, Map.of(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic")));
    factory.getContainerProperties().setAckMode(AckMode.MANUAL);
    return factory;
  }

  private static DefaultKafkaConsumerFactory<byte[], byte[]> with(
      ConsumerFactory<byte[], byte[]> consumers, Map<String, Object> changes) {
    Map<String, Object> settings = new HashMap<>(consumers.getConfigurationProperties());
    settings.putAll(changes);
    return new DefaultKafkaConsumerFactory<>(settings);
  }

  private static ConcurrentKafkaListenerContainerFactory<byte[], byte[]> batches(
      ConsumerFactory<byte[], byte[]> consumers) {
    var factory = new ConcurrentKafkaListenerContainerFactory<byte[], byte[]>();
    factory.setConsumerFactory(consumers);
    factory.setBatchListener(true);
    factory.getContainerProperties().setAckMode(AckMode.BATCH);
    factory.getContainerProperties().setPollTimeout(100);
    // A commit given up is made good only by the partition's next record: it outlasts a restart.
    factory.getContainerProperties().setSyncCommitTimeout(Duration.ofMinutes(2));
    // What fails here is Redis or Kafka, and that ends: try again for ever, the container paused.
    ExponentialBackOff backOff = new ExponentialBackOff(100, 1.5);
    backOff.setMaxInterval(2_000);
    backOff.setJitter(50);
    DefaultErrorHandler handler = new DefaultErrorHandler(backOff);
    // By default some exceptions are not tried again, and their records skipped: here none is.
    handler.setClassifications(Map.of(), true);
    factory.setCommonErrorHandler(handler);
    return factory;
  }

  @Bean
  KafkaAdmin.NewTopics topics(@Value("${seckill.kafka.replication}") int replication) {
    return new KafkaAdmin.NewTopics(
        topic(Topics.REQUESTS, 12, replication, Duration.ofMinutes(15)),
        topic(Topics.RESERVATIONS, 12, replication, Duration.ofDays(7)),
        TopicBuilder.name(Topics.SALES)
            .partitions(1)
            .replicas(replication)
            .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1"))
            .build(),
        topic(Topics.SIGNALS, 1, replication, Duration.ofMinutes(15)),
        topic(Topics.REQUESTS + Topics.DEAD_LETTER_SUFFIX, 1, replication, Duration.ofDays(30)),
        topic(
            Topics.RESERVATIONS + Topics.DEAD_LETTER_SUFFIX, 1, replication, Duration.ofDays(30)));
  }

  private static org.apache.kafka.clients.admin.NewTopic topic(
      String name, int partitions, int replication, Duration retention) {
    return TopicBuilder.name(name)
        .partitions(partitions)
        .replicas(replication)
        .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis())))
        .build();
  }
}
