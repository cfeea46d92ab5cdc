package io.seckill.gateway.admission;

import io.github.bucket4j.TimeMeter;
import io.lettuce.core.ClientOptions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/** Chooses the source of tokens. */
@Configuration(proxyBeanMethods = false)
class Tokens {

  /** A lease asked for while Redis is away fails at once; played later, it would be lost tokens. */
  @Bean
  LettuceClientOptionsBuilderCustomizer rejectWhileDisconnected() {
    return options ->
        options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS);
  }

  @Bean
  TokenSource tokenSource(
      TokenSettings settings, ObjectProvider<ReactiveStringRedisTemplate> redis) {
    return switch (settings.source()) {
      case LOCAL -> local(settings);
      case REDIS -> leased(settings, redis.getObject());
      case OFF -> new UnlimitedTokens();
    };
  }

  private static TokenSource local(TokenSettings settings) {
    return new LocalTokens(settings.rate(), settings.capacity(), TimeMeter.SYSTEM_NANOTIME);
  }

  private static TokenSource leased(TokenSettings settings, ReactiveStringRedisTemplate redis) {
    TokenSource withoutRedis =
        switch (settings.whenRedisIsDown()) {
          case LOCAL -> local(settings);
          case DENY -> null;
        };
    return new LeasedTokens(
        new RedisBucket(redis, "seckill:tokens", settings.rate(), settings.capacity()),
        settings.capacity(),
        withoutRedis);
  }
}
