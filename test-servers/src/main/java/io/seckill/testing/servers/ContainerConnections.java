package io.seckill.testing.servers;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Containers as beans, from which Spring Boot takes the connections. */
@Configuration(proxyBeanMethods = false)
@Conditional(ContainerConnections.Chosen.class)
class ContainerConnections {

  static final class Chosen implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return Origin.ofThisJvm() == Origin.CONTAINERS;
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails")
  static class ForKafka {

    @Bean
    @ServiceConnection
    KafkaInContainer testKafka() {
      return (KafkaInContainer) TestServers.kafka();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(
      name = "org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails")
  static class ForRedis {

    @Bean
    @ServiceConnection("redis")
    RedisInContainer testRedis() {
      return (RedisInContainer) TestServers.redis();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails")
  static class ForPostgres {

    @Bean
    @ServiceConnection
    PostgresInContainer testPostgres() {
      return (PostgresInContainer) TestServers.postgres();
    }
  }
}
