package io.seckill.order.intake;

import io.seckill.contracts.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** The ledger's topics, and what the container does with a batch that failed. */
@Configuration(proxyBeanMethods = false)
class LedgerConsumer {

  @Bean
  NewTopics intakeTopics(@Value("${seckill.kafka.replication}") int replication) {
    return new NewTopics(
        TopicBuilder.name(Topics.RESERVATIONS)
            .partitions(12)
            .replicas(replication)
            .config(TopicConfig.RETENTION_MS_CONFIG, days(7))
            .build(),
        TopicBuilder.name(Topics.RESERVATIONS + Topics.DEAD_LETTER_SUFFIX)
            .partitions(1)
            .replicas(replication)
            .config(TopicConfig.RETENTION_MS_CONFIG, days(30))
            .build());
  }

  private static String days(int days) {
    return String.valueOf(Duration.ofDays(days).toMillis());
  }

  /**
   * What can never be processed is sorted out by the intake itself, so what gets here is a database
   * or Kafka that is away. The batch is tried again for ever, with the consumer paused but polling,
   * so that it keeps its place in the group.
   */
  @Bean
  CommonErrorHandler retryForEver(IntakeSettings settings) {
    ExponentialBackOff backOff = new ExponentialBackOff(settings.retryFirstMillis(), 2);
    backOff.setMaxInterval(settings.retryMaxMillis());
    backOff.setJitter(settings.retryFirstMillis() / 2);
    DefaultErrorHandler handler = new DefaultErrorHandler(backOff);
    // By default some exceptions are not tried again, and their records skipped: here none is.
    handler.setClassifications(Map.of(), true);
    return handler;
  }
}
