package io.seckill.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.stack.plan.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * Walks the configuration of each service: what it talks to must have a time-out there, in place of
 * a library's own, which may be none.
 */
class TimeoutsTests {

  private static final String JDBC = "spring.datasource.hikari.";
  private static final String PRODUCER = "spring.kafka.producer.properties.";

  /** What a service that has settings of this prefix must say, in milliseconds or as a duration. */
  private static final Map<String, Set<String>> NEEDED =
      Map.of(
          "spring.datasource.",
          Set.of(JDBC + "connection-timeout", JDBC + "validation-timeout"),
          "spring.data.redis.",
          Set.of("spring.data.redis.timeout", "spring.data.redis.connect-timeout"),
          "spring.kafka.producer.",
          Set.of(
              PRODUCER + "max.block.ms",
              PRODUCER + "request.timeout.ms",
              PRODUCER + "delivery.timeout.ms"),
          "spring.lifecycle.",
          Set.of("spring.lifecycle.timeout-per-shutdown-phase"));

  /** The same in seconds: the driver's own. */
  private static final List<String> OF_POSTGRES =
      List.of(
          JDBC + "data-source-properties.connectTimeout",
          JDBC + "data-source-properties.socketTimeout");

  /** Longer than this nobody waits for one answer. */
  private static final long LONGEST_MILLIS = 30_000;

  @ParameterizedTest
  @EnumSource(Service.class)
  void everythingThatIsTalkedToHasATimeout(Service service) throws Exception {
    Properties said = configuration(service);
    assertThat(said).containsKey("spring.lifecycle.timeout-per-shutdown-phase");
    NEEDED.forEach(
        (prefix, needed) -> {
          if (says(said, prefix)) {
            needed.forEach(key -> expectTime(said, key, "ms"));
          }
        });
    if (says(said, "spring.datasource.")) {
      OF_POSTGRES.forEach(key -> expectTime(said, key, "s"));
      assertThat(said).containsKey(JDBC + "maximum-pool-size");
    }
  }

  private static void expectTime(Properties said, String key, String unit) {
    Object value = said.get(key);
    assertThat(value).as(key).isNotNull();
    String text = value.toString();
    long millis =
        DurationStyle.detectAndParse(text.matches("\\d+") ? text + unit : text).toMillis();
    assertThat(millis).as(key).isPositive().isLessThanOrEqualTo(LONGEST_MILLIS);
  }

  private static boolean says(Properties said, String prefix) {
    return said.stringPropertyNames().stream().anyMatch(key -> key.startsWith(prefix));
  }

  private static Properties configuration(Service service) throws Exception {
    Path module = Project.root().resolve(service.module());
    YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
    yaml.setResources(new FileSystemResource(module.resolve("src/main/resources/application.yml")));
    Properties said = new Properties();
    if (Files.readString(module.resolve("pom.xml")).contains("<artifactId>order-feed<")) {
      Path feed = Project.root().resolve("order-feed/src/main/resources/io/seckill/orders/feed");
      PropertiesLoaderUtils.loadProperties(
              new FileSystemResource(feed.resolve("defaults.properties")))
          .forEach((key, value) -> said.put(key.toString().replaceAll("\\[(.*)]", ".$1"), value));
    }
    Properties own = yaml.getObject();
    own.keySet().forEach(key -> said.put(key, own.getProperty(key.toString())));
    return said;
  }
}
