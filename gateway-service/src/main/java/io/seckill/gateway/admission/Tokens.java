package io.seckill.gateway.admission;

import io.github.bucket4j.TimeMeter;
import io.lettuce.core.ClientOptions;
import io.seckill.contracts.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
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
  TokenSource tokenSource(
      TokenSettings settings,
      ObjectProvider<ReactiveStringRedisTemplate> redis,
      ObjectProvider<KafkaProperties> kafka,
      ObjectProvider<KafkaConnectionDetails> connection) {
    return switch (settings.source()) {
      case LOCAL -> local(settings);
      case REDIS -> leased(settings, redis.getObject());
      case QUEUE -> queued(settings, kafka.getObject(), connection.getObject());
      case OFF -> new UnlimitedTokens();
    };
  }

  private static TokenSource local(TokenSettings settings) {
    return new LocalTokens(settings.rate(), settings.capacity(), TimeMeter.SYSTEM_NANOTIME);
  }

  private static TokenSource leased(TokenSettings settings, ReactiveStringRedisTemplate redis) {
    return new LeasedTokens(
        new RedisBucket(redis, "seckill:tokens", settings.rate(), settings.capacity()),
        settings.capacity(),
        withoutSharedBucket(settings));
  }

  private static TokenSource queued(
      TokenSettings settings, KafkaProperties properties, KafkaConnectionDetails connection) {
    Map<String, Object> common = new HashMap<>(properties.buildAdminProperties());
    common.put(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, connection.getAdmin().getBootstrapServers());
    TokenQueue queue = TokenQueue.ofThisSystem();
    return new QueuedTokens(
        new QueueClients(common, queue),
        queue,
        settings::rate,
        settings.capacity(),
        withoutSharedBucket(settings));
  }

  private static @Nullable TokenSource withoutSharedBucket(TokenSettings settings) {
    return switch (settings.whenSharedBucketIsDown()) {
      case LOCAL -> local(settings);
      case DENY -> null;
    };
  }
}
