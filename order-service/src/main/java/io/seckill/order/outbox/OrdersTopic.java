package io.seckill.order.outbox;

import io.seckill.contracts.Topics;
import java.time.Duration;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;

/** The topic that the outbox is emptied into, made where it is missing. */
@Configuration(proxyBeanMethods = false)
class OrdersTopic {

  @Bean
  NewTopics outboxTopics(@Value("${seckill.kafka.replication}") int replication) {
    return new NewTopics(
        TopicBuilder.name(Topics.ORDERS)
            .partitions(6)
            .replicas(replication)
            .config(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(Duration.ofDays(7).toMillis()))
            .build());
  }
}
