package io.seckill.gateway.signal;

import io.seckill.contracts.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.ContainerProperties.AckMode;

/** How the signals are listened to. */
@Configuration(proxyBeanMethods = false)
@EnableKafka
class SignalReception {

  /** No group and nothing committed: the classic consumer, which does not spin without a group. */
  @Bean
  ConcurrentKafkaListenerContainerFactory<byte[], byte[]> signalListeners(
      KafkaProperties properties, KafkaConnectionDetails connection) {
    Map<String, Object> config = new HashMap<>(properties.buildConsumerProperties());
    config.put(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getConsumer().getBootstrapServers());
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, "gateway-signals");
    config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    config.put(ConsumerConfig.GROUP_ID_CONFIG, "gateway-signals");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    var bytes = new ByteArrayDeserializer();
    var factory = new ConcurrentKafkaListenerContainerFactory<byte[], byte[]>();
    factory.setConsumerFactory(new DefaultKafkaConsumerFactory<>(config, bytes, bytes));
    factory.setBatchListener(true);
    factory.getContainerProperties().setAckMode(AckMode.MANUAL);
    return factory;
  }

  @Bean
  KafkaAdmin.NewTopics signalTopics(@Value("${seckill.handoff.replication}") short replication) {
    NewTopic topic =
        TopicBuilder.name(Topics.SIGNALS)
            .partitions(1)
            .replicas(replication)
            .config(
                TopicConfig.RETENTION_MS_CONFIG, Long.toString(Duration.ofMinutes(15).toMillis()))
            .build();
    return new KafkaAdmin.NewTopics(topic);
  }
}
