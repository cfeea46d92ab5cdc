package io.seckill.dashboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service with a dashboard on a free port, on either web stack. */
final class RunningService implements AutoCloseable {

  /** A request of which it knows a step. */
  static final String KNOWN = "phone.x1";

  /** A request whose steps it cannot read. */
  static final String UNREADABLE = "phone.broken";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ConfigurableApplicationContext context;
  private final URI base;

  private RunningService(ConfigurableApplicationContext context) {
    this.context = context;
    this.base =
        URI.create(
            "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + "/");
  }

  static RunningService start(WebApplicationType stack, String... properties) {
    List<String> all =
        Stream.concat(
                Stream.of(
                    "server.port=0",
                    "server.address=127.0.0.1",
                    "server.shutdown=graceful",
                    "spring.lifecycle.timeout-per-shutdown-phase=15s",
                    "spring.main.banner-mode=off",
                    "spring.application.name=order-service"),
                Stream.of(properties))
            .toList();
    return new RunningService(
        new SpringApplicationBuilder(Shop.class)
            .web(stack)
            .properties(all.toArray(String[]::new))
            .run());
  }

  String url() {
    return base.toString();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path, "*/*"), BodyHandlers.ofString());
  }

  /** Opens the stream and hands out its lines as they come. */
  HttpResponse<Stream<String>> stream() throws IOException, InterruptedException {
    return http.send(request("dashboard/stream", "text/event-stream"), BodyHandlers.ofLines());
  }

  HttpResponse<String> get(String path, String header, String value)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(base.resolve(path)).header(header, value).build(),
        BodyHandlers.ofString());
  }

  static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("absent");
  }

  /** Reads a stream up to its next event. */
  static JsonNode nextSample(Iterator<String> stream) {
    String line = stream.next();
    while (!line.startsWith("data:")) {
      line = stream.next();
    }
    return JsonMapper.shared().readTree(line.substring("data:".length()));
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }

  private HttpRequest request(String path, String accept) {
    return HttpRequest.newBuilder(base.resolve(path))
        .header("Accept", accept)
        .timeout(Duration.ofSeconds(10))
        .build();
  }

  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Shop {

    @Bean
    Dashboard dashboard(AtomicLong orders) {
      return Dashboard.of("order-service", "Makes orders of the ledger and tells the company.")
          .arrow(Arrow.LEDGER_ORDER, orders::get)
          .figure("Orders standing", "orders", orders::get)
          .alarmAbove(1_000_000)
          .note("Made and not cancelled.")
          .plot(
              "Orders a second",
              "orders/s",
              Series.rate("made", orders::get),
              Series.value("outbox", () -> 7))
          .table(
              "Last orders",
              List.of("order", "user"),
              () -> List.of(List.of("o-1", "<b>Ann & 张三</b>")))
          .search("api/orders", List.of("userId"), List.of("orderId", "userId"))
          .build();
    }

    @Bean
    Footprints footprints() {
      return requestId -> {
        if (requestId.equals(UNREADABLE)) {
          throw new IllegalStateException("the database is away");
        }
        Instant at = Instant.parse("2026-11-11T12:00:00.000123Z");
        return requestId.equals(KNOWN) ? List.of(new Step(Waypoint.ORDERED, at, "")) : List.of();
      };
    }

    @Bean
    AtomicLong orders() {
      return new AtomicLong(41);
    }

    @Bean
    AtomicBoolean redisIsUp() {
      return new AtomicBoolean(true);
    }

    @Bean
    HealthIndicator redis(AtomicBoolean redisIsUp) {
      return () -> redisIsUp.get() ? Health.up().build() : Health.down().build();
    }
  }
}
