package io.seckill.notification.intake;

import io.seckill.contracts.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames.HeadersToAdd;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.util.backoff.ExponentialBackOff;

/** The topics of this service, and what happens to a batch that fails. */
@Configuration(proxyBeanMethods = false)
class IntakeWiring {

  private static final Logger log = LoggerFactory.getLogger(IntakeWiring.class);

  @Bean
  KafkaAdmin.NewTopics topics(IntakeSettings settings) {
    return new KafkaAdmin.NewTopics(
        topic(Topics.ORDERS, 6, Duration.ofDays(7), settings),
        topic(Topics.ORDERS + Topics.DEAD_LETTER_SUFFIX, 1, Duration.ofDays(30), settings));
  }

  private static NewTopic topic(
      String name, int partitions, Duration retention, IntakeSettings settings) {
    return TopicBuilder.name(name)
        .partitions(partitions)
        .replicas(settings.replication())
        .config(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()))
        .build();
  }

  /**
   * Writes to `orders-dlt` and waits until it is durable. The header
   * `kafka_dlt-original-consumer-group` tells this service's letters from those of others.
   */
  @Bean
  DeadLetterPublishingRecoverer deadLetters(KafkaOperations<?, ?> kafka) {
    DeadLetterPublishingRecoverer recoverer =
        new DeadLetterPublishingRecoverer(
            kafka,
            (record, e) -> new TopicPartition(record.topic() + Topics.DEAD_LETTER_SUFFIX, -1));
    recoverer.excludeHeader(HeadersToAdd.EX_STACKTRACE);
    recoverer.setLogRecoveryRecord(false);
    return recoverer;
  }

  /**
   * A failing batch is never given up: what can fail here is the database or Kafka, and it comes
   * back. The partitions are paused meanwhile and the consumer stays in its group.
   */
  @Bean
  DefaultErrorHandler patience(IntakeSettings settings) {
    ExponentialBackOff backOff = new ExponentialBackOff(settings.retryFirst().toMillis(), 2);
    backOff.setMaxInterval(settings.retryMax().toMillis());
    backOff.setJitter(settings.retryFirst().toMillis() / 2);
    DefaultErrorHandler handler = new DefaultErrorHandler(backOff);
    // By default some exceptions count as fatal, and their batch would be skipped.
    handler.setClassifications(Map.of(), true);
    handler.setRetryListeners(new TellsOfRetries());
    return handler;
  }

  private static final class TellsOfRetries implements RetryListener {

    @Override
    public void failedDelivery(ConsumerRecord<?, ?> record, @Nullable Exception e, int attempt) {
      warn(1, e, attempt);
    }

    @Override
    public void failedDelivery(ConsumerRecords<?, ?> records, @Nullable Exception e, int attempt) {
      warn(records.count(), e, attempt);
    }

    private static void warn(int records, @Nullable Exception e, int attempt) {
      Object cause = e == null ? "unknown" : NestedExceptionUtils.getMostSpecificCause(e);
      log.warn(
          "{} records not processed, attempt {}, will repeat: {}",
          records,
          attempt,
          cause.toString());
    }
  }
}
