package io.seckill.gateway.handoff;

import io.seckill.contracts.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Opens what this room writes to, before the web server starts; closes it after that has stopped.
 */
@Configuration(proxyBeanMethods = false)
class ToKafka {

  static final int PHASE = Integer.MAX_VALUE - 3 * 8192;

  private static final int PARTITIONS = 12;
  private static final int CANCEL_DELIVERY_MILLIS = 1_500;
  private static final int REQUEST_DELIVERY_MILLIS = 2_500;
  private static final int REQUEST_BLOCK_MILLIS = 250;

  @Bean
  KafkaAdmin.NewTopics gatewayTopics(HandoffSettings settings) {
    return new KafkaAdmin.NewTopics(
        TopicBuilder.name(Topics.REQUESTS)
            .partitions(PARTITIONS)
            .replicas(settings.replication())
            .config(TopicConfig.RETENTION_MS_CONFIG, millis(Duration.ofMinutes(15)))
            .build(),
        TopicBuilder.name(Topics.RESERVATIONS)
            .partitions(PARTITIONS)
            .replicas(settings.replication())
            .config(TopicConfig.RETENTION_MS_CONFIG, millis(Duration.ofDays(7)))
            .build());
  }

  @Bean
  Producers producers(KafkaProperties properties, KafkaConnectionDetails connection) {
    return new Producers(properties, connection);
  }

  @Bean
  RequestQueue requestQueue(
      HandoffSettings settings,
      LaneSettings lanes,
      Producers producers,
      Supplier<ReplyTo> replyTo) {
    return new RequestQueue(
        settings,
        () ->
            producers.open(
                "gateway-requests",
                Topics.REQUESTS,
                settings.lingerMillis(),
                REQUEST_BLOCK_MILLIS,
                REQUEST_DELIVERY_MILLIS),
        replyTo,
        new Lanes(lanes),
        System::nanoTime,
        PHASE);
  }

  @Bean
  Ledger ledger(Producers producers, Clock clock) {
    return new Ledger(
        // Sends come from the sweep of all deadlines, which must not be held: it may not block at
        // all, and what is refused is sent again by a later sweep.
        () ->
            producers.open(
                "gateway-cancellations", Topics.RESERVATIONS, 1, 0, CANCEL_DELIVERY_MILLIS),
        clock,
        PHASE);
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }
}
