package io.seckill.gateway.admission;

import io.lettuce.core.ClientOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.seckill.contracts.Topics;
import io.seckill.gateway.admission.queue.QueueClients;
import io.seckill.gateway.admission.queue.TokenQueue;
import io.seckill.gateway.admission.rate.AutoRate;
import io.seckill.gateway.admission.rate.Downstream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

/** Chooses the source of tokens. */
@Configuration(proxyBeanMethods = false)
class Tokens {

  /** A lease asked for while Redis is away fails at once; played later, it would be lost tokens. */
  @Bean
  LettuceClientOptionsBuilderCustomizer rejectWhileDisconnected() {
    return options ->
        options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS);
  }

  /** Rolls that nobody took in so long are gone; the generator makes new ones. */
  @Bean
  KafkaAdmin.NewTopics tokenTopic(@Value("${seckill.handoff.replication:1}") short replication) {
    return new KafkaAdmin.NewTopics(
        TopicBuilder.name(Topics.TOKENS)
            .partitions(1)
            .replicas(replication)
            .config(TopicConfig.RETENTION_MS_CONFIG, millis(Duration.ofMinutes(15)))
            .config(TopicConfig.SEGMENT_MS_CONFIG, millis(Duration.ofMinutes(5)))
            .build());
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  @Bean
  TokenSwitch tokenSource(
      TokenSettings settings,
      ObjectProvider<Downstream> downstream,
      ObjectProvider<ReactiveStringRedisTemplate> redis,
      ObjectProvider<KafkaProperties> kafka,
      ObjectProvider<KafkaConnectionDetails> connection,
      MeterRegistry meters) {
    TokenQueue queue = TokenQueue.ofThisSystem();
    TokenSources sources =
        new TokenSources(
            settings.whenSharedBucketIsDown(),
            redis::getObject,
            () -> new QueueClients(common(kafka.getObject(), connection.getObject()), queue),
            queue,
            meters);
    return new TokenSwitch(
        sources,
        new AutoRate(downstream.getIfAvailable(Nobody::new), settings.autoWaitMillis()),
        new TokenPlan(settings.source(), settings.rate(), settings.capacity()),
        meters);
  }

  private static Map<String, Object> common(
      KafkaProperties properties, KafkaConnectionDetails connection) {
    Map<String, Object> common = new HashMap<>(properties.buildAdminProperties());
    common.put(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, connection.getAdmin().getBootstrapServers());
    return common;
  }

  /** Where nothing listens to the seckill services. */
  private static final class Nobody implements Downstream {

    @Override
    public boolean isKnown() {
      return false;
    }

    @Override
    public double drainPerSecond() {
      return 0;
    }

    @Override
    public double tellingWaitMillis() {
      return 0;
    }

    @Override
    public double ownPart() {
      return 1;
    }
  }
}
