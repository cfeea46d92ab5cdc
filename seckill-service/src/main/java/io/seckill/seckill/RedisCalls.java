package io.seckill.seckill;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How Redis is called. */
@Configuration(proxyBeanMethods = false)
class RedisCalls {

  /** Without a connection a call fails at once; waiting for one would only fill a queue. */
  @Bean
  LettuceClientOptionsBuilderCustomizer rejectWhileDisconnected() {
    return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
  }
}
