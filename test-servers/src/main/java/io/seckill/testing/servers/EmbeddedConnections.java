package io.seckill.testing.servers;

import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Connections to the embedded servers. */
@Configuration(proxyBeanMethods = false)
@Conditional(EmbeddedConnections.Chosen.class)
class EmbeddedConnections {

  static final class Chosen implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return Origin.ofThisJvm() == Origin.EMBEDDED;
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails")
  static class ForKafka {

    @Bean
    @Lazy
    KafkaConnectionDetails testKafka() {
      String servers = TestServers.kafka().bootstrapServers();
      return () -> List.of(servers);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(
      name = "org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails")
  static class ForRedis {

    @Bean
    @Lazy
    DataRedisConnectionDetails testRedis() {
      TestRedis server = TestServers.redis();
      return new DataRedisConnectionDetails() {
        @Override
        public Standalone getStandalone() {
          return Standalone.of(server.host(), server.port());
        }
      };
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails")
  static class ForPostgres {

    @Bean
    @Lazy
    JdbcConnectionDetails testPostgres() {
      TestPostgres server = TestServers.postgres();
      return new JdbcConnectionDetails() {
        @Override
        public String getUsername() {
          return server.user();
        }

        @Override
        public String getPassword() {
          return server.password();
        }

        @Override
        public String getJdbcUrl() {
          return server.url();
        }
      };
    }
  }
}
