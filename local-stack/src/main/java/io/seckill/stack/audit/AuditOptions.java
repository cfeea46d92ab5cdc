package io.seckill.stack.audit;

import io.seckill.stack.plan.Service;
import io.seckill.stack.services.Dashboards;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which system to audit, and where its stores are.
 *
 * @param saleId the sale; all of them where none is given
 * @param kafka bootstrap servers
 * @param redisHost host of Redis
 * @param redisPort 1 to 65535
 * @param postgresUrl JDBC
 * @param postgresUser who may read the schemas {@code orders} and {@code notifications}
 * @param postgresPassword theirs
 * @param stats base address of stats-service
 * @param settleWithin how long the system may take to work off what it has, 0 to 1 hour
 */
@RecordBuilder
public record AuditOptions(
    @Nullable String saleId,
    String kafka,
    String redisHost,
    int redisPort,
    String postgresUrl,
    String postgresUser,
    String postgresPassword,
    URI stats,
    Duration settleWithin)
    implements AuditOptionsBuilder.With {

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException naming the first that does not hold, actual and expected
   */
  public AuditOptions {
    if (redisPort < 1 || redisPort > 65_535) {
      throw new IllegalArgumentException(
          "SECKILL_REDIS_PORT: %d (expected: 1 to 65535)".formatted(redisPort));
    }
    if (!"http".equals(stats.getScheme()) || stats.getHost() == null) {
      throw new IllegalArgumentException(
          "stats-url: '%s' (expected: http://host:port)".formatted(stats));
    }
    if (settleWithin.isNegative() || settleWithin.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException(
          "settle-seconds: %d (expected: 0 to 3600)".formatted(settleWithin.toSeconds()));
    }
  }

  /**
   * All sales of the system that the environment names, by the same variables as the services.
   *
   * @throws IllegalArgumentException where a variable cannot be understood
   */
  public static AuditOptions of(Map<String, String> environment) {
    return new AuditOptions(
        null,
        environment.getOrDefault("SECKILL_KAFKA", "127.0.0.1:9092"),
        environment.getOrDefault("SECKILL_REDIS_HOST", "127.0.0.1"),
        port(environment.getOrDefault("SECKILL_REDIS_PORT", "6379")),
        environment.getOrDefault(
            "SECKILL_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:5432/seckill"),
        environment.getOrDefault("SECKILL_POSTGRES_USER", "seckill"),
        environment.getOrDefault("SECKILL_POSTGRES_PASSWORD", "seckill"),
        Dashboards.of(environment, Service.STATS).get(0),
        Duration.ofSeconds(30));
  }

  private static int port(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "SECKILL_REDIS_PORT: '%s' (expected: 1 to 65535)".formatted(text), e);
    }
  }
}
