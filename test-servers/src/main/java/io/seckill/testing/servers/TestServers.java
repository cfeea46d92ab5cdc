package io.seckill.testing.servers;

import io.seckill.stack.servers.KafkaServer;
import io.seckill.stack.servers.PostgresServer;
import io.seckill.stack.servers.RedisServer;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * To {@code @Import} into a {@code @SpringBootTest}: the application under test then talks to real
 * servers. Each is started when it is first asked for, once per JVM, on a free port, with empty
 * data; all end with the JVM. For faults: {@code TestServers.redis().stop()} and {@code start()},
 * on the same port and data.
 */
@TestConfiguration(proxyBeanMethods = false)
public class TestServers {

  /** Started at the first call. */
  public static KafkaServer kafka() {
    return EmbeddedServers.kafka();
  }

  /** Started at the first call. */
  public static RedisServer redis() {
    return EmbeddedServers.redis();
  }

  /** Started at the first call. */
  public static PostgresServer postgres() {
    return EmbeddedServers.postgres();
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails")
  static class ForKafka {

    @Bean
    @Lazy
    KafkaConnectionDetails testKafka() {
      String servers = kafka().bootstrapServers();
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
      RedisServer server = redis();
      return new DataRedisConnectionDetails() {
        @Override
        public Standalone getStandalone() {
          return Standalone.of("127.0.0.1", server.port());
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
      PostgresServer server = postgres();
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
