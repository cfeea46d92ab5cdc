package io.seckill.orders.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.CommonLoggingErrorHandler;

class FeedAutoConfigurationTests {

  private final ApplicationContextRunner service =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  FeedAutoConfiguration.class,
                  KafkaAutoConfiguration.class,
                  ValidationAutoConfiguration.class))
          .withPropertyValues(
              "spring.application.name=shipping-service", "spring.kafka.admin.auto-create=false");

  @Test
  void aServiceNeedsNoMoreThanItsName() {
    service.run(
        context -> {
          assertThat(context).hasSingleBean(OrderFeed.class).hasSingleBean(OrderDeadLetters.class);
          Map<String, Object> consumer =
              context.getBean(ConsumerFactory.class).getConfigurationProperties();
          assertThat(consumer)
              .containsEntry(ConsumerConfig.GROUP_ID_CONFIG, "shipping-service")
              .containsEntry(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer")
              .containsEntry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
          Map<String, Object> producer =
              context.getBean(ProducerFactory.class).getConfigurationProperties();
          assertThat(producer)
              .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
              .containsEntry(ProducerConfig.MAX_BLOCK_MS_CONFIG, "5000")
              .containsEntry(
                  ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        });
  }

  @Test
  void whatTheServiceSaysItselfCounts() {
    service
        .withPropertyValues(
            "spring.kafka.consumer.group-id=another-name",
            "spring.kafka.producer.properties[max.block.ms]=7")
        .withBean(CommonErrorHandler.class, CommonLoggingErrorHandler::new)
        .run(
            context -> {
              assertThat(context.getBean(ConsumerFactory.class).getConfigurationProperties())
                  .containsEntry(ConsumerConfig.GROUP_ID_CONFIG, "another-name");
              assertThat(context.getBean(ProducerFactory.class).getConfigurationProperties())
                  .containsEntry(ProducerConfig.MAX_BLOCK_MS_CONFIG, "7");
              assertThat(context)
                  .getBean(CommonErrorHandler.class)
                  .isInstanceOf(CommonLoggingErrorHandler.class);
            });
  }

  @Test
  void doesNotStartWithASettingOutOfItsBounds() {
    for (String setting : new String[] {"replication=0", "retry-first=1ms", "retry-max=6m"}) {
      service
          .withPropertyValues("seckill.feed." + setting)
          .run(context -> assertThat(context).as(setting).hasFailed());
    }
  }
}
