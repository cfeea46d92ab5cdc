package io.seckill.orders.feed;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.seckill.contracts.Topics;
import io.seckill.letters.DeadLetterTopics;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.PropertySource;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.CommonErrorHandler;

/** Gives a service that depends on this module its feed, topics, and patience. */
@AutoConfiguration
@EnableConfigurationProperties(FeedSettings.class)
@PropertySource("classpath:io/seckill/orders/feed/defaults.properties")
class FeedAutoConfiguration {

  private static final String DEAD_LETTERS = Topics.ORDERS + Topics.DEAD_LETTER_SUFFIX;

  @Bean
  KafkaAdmin.NewTopics orderFeedTopics(FeedSettings settings) {
    return new KafkaAdmin.NewTopics(
        topic(Topics.ORDERS, 6, Duration.ofDays(7), settings),
        topic(DEAD_LETTERS, 1, Duration.ofDays(30), settings));
  }

  private static NewTopic topic(
      String name, int partitions, Duration retention, FeedSettings settings) {
    return TopicBuilder.name(name)
        .partitions(partitions)
        .replicas(settings.replication())
        .config(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()))
        .build();
  }

  @Bean
  OrderFeed orderFeed(OrderDeadLetters deadLetters, ObjectProvider<MeterRegistry> meters) {
    return new OrderFeed(deadLetters, meters.getIfAvailable(() -> Metrics.globalRegistry));
  }

  @Bean
  OrderDeadLetters orderDeadLetters(
      KafkaOperations<?, ?> kafka, @Value("${spring.kafka.consumer.group-id}") String group) {
    DeadLetterTopics topics = new DeadLetterTopics(kafka, group, Clock.systemUTC());
    return (event, reason) -> topics.write(event, new UnreadableEventException(reason));
  }

  @Bean
  @ConditionalOnMissingBean
  CommonErrorHandler orderFeedPatience(FeedSettings settings) {
    return Patience.of(settings);
  }
}
