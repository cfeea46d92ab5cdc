package io.seckill.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.OrderCancelled;
import io.seckill.contracts.v1.OrderCreated;
import io.seckill.contracts.v1.OrderEvent;
import io.seckill.contracts.v1.OrderPaid;
import io.seckill.testing.servers.TestServers;
import io.seckill.testing.spans.CollectedSpans;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.MessageListenerContainer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on real servers. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import({TestServers.class, CollectedSpans.class})
class StatsServiceIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  @Autowired KafkaTemplate<byte[], byte[]> kafka;
  @Autowired KafkaListenerEndpointRegistry listeners;
  @Autowired MeterRegistry meters;
  @LocalServerPort int port;

  private final String sale = "it-" + UUID.randomUUID();
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void countsOrdersUnitsAndBuyers() throws Exception {
    publish(
        created("a", "u1", 2), created("b", "u1", 1), created("c", "u2", 1), paid("a", "u1", 2));
    publish(cancelled("c", "u2", 1), cancelled("c", "u2", 1), created("a", "u1", 2));

    awaitCounts(3, 1, 1);
    JsonNode stats = get("/api/stats/sales/" + sale).json();
    assertThat(stats.get("saleId").asString()).isEqualTo(sale);
    assertThat(stats.get("unitsSold").asLong()).isEqualTo(3);
    assertThat(stats.get("buyers").asLong()).isEqualTo(1);
    assertThat(stats.get("revenueMinor").asLong()).isEqualTo(3 * 19900);
    assertThat(stats.get("currency").asString()).isEqualTo("CNY");
    assertThat(stats.get("firstOrderAt").asString()).isEqualTo("2026-05-28T20:26:40Z");
    assertThat(stats.get("lastOrderAt").asString()).isEqualTo("2026-05-28T20:26:40Z");

    JsonNode listed = get("/api/stats/sales?size=500").json();
    assertThat(listed.get("size").asInt()).isEqualTo(500);
    assertThat(listed.get("items").valueStream().filter(stats::equals)).hasSize(1);
    assertThat(get("/api/stats").json().get("ordersCreated").asLong()).isGreaterThanOrEqualTo(3);
    assertThat(get("/api/stats").json().get("revenueMinor").get("CNY").asLong())
        .isGreaterThanOrEqualTo(3 * 19900);
  }

  @Test
  void countsASampledOrderWithinItsTrace() throws Exception {
    String trace = CollectedSpans.newTrace();
    OrderEvent event = created("a", "u1", 1);
    var record =
        new ProducerRecord<>(
            Topics.ORDERS,
            event.getOrderId().getBytes(StandardCharsets.UTF_8),
            event.toByteArray());
    record
        .headers()
        .add("traceparent", CollectedSpans.traceparent(trace).getBytes(StandardCharsets.US_ASCII));
    kafka.send(record).get(20, TimeUnit.SECONDS);

    await().atMost(SOON).until(() -> !CollectedSpans.of(trace).isEmpty());
    assertThat(CollectedSpans.byName(trace)).containsOnlyKeys("process orders");
    assertThat(CollectedSpans.of(trace).get(0).getParentSpanId()).isEqualTo(CollectedSpans.CALLER);
    awaitCounts(1, 0, 0);
  }

  @Test
  void keepsItsCountsWhenTheWholeTopicComesAgain() throws Exception {
    publish(created("a", "u1", 1), created("b", "u2", 1), cancelled("b", "u2", 1));
    awaitCounts(2, 0, 1);
    JsonNode before = get("/api/stats/sales/" + sale).json();

    readTheTopicAgain();
    publish(paid("a", "u1", 1));
    awaitCounts(2, 1, 1);
    JsonNode after = get("/api/stats/sales/" + sale).json();
    assertThat(after.get("unitsSold")).isEqualTo(before.get("unitsSold"));
    assertThat(after.get("buyers")).isEqualTo(before.get("buyers"));
    assertThat(after.get("revenueMinor")).isEqualTo(before.get("revenueMinor"));
  }

  @Test
  void goesOnBehindWhatCannotBeRead() throws Exception {
    double before = unreadable();
    byte[] key = (sale + ".a").getBytes(StandardCharsets.UTF_8);
    kafka.send(Topics.ORDERS, key, "no event at all".getBytes(StandardCharsets.UTF_8)).get();
    publish(created("a", "u1", 1));

    awaitCounts(1, 0, 0);
    assertThat(unreadable()).isGreaterThan(before);
  }

  @Test
  void survivesARestartOfTheDatabase() throws Exception {
    publish(created("a", "u1", 1));
    awaitCounts(1, 0, 0);

    TestServers.postgres().stop();
    publish(created("b", "u2", 1), created("b", "u2", 1));
    Answer unavailable = get("/api/stats/sales/" + sale);
    TestServers.postgres().start();

    assertThat(unavailable.status()).isEqualTo(503);
    assertThat(unavailable.json().get("type").asString()).isEqualTo("/problems/unavailable");
    publish(created("c", "u3", 1));
    awaitCounts(3, 0, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/stats/sales/none,           404, /problems/unknown-sale",
    "/api/stats/sales/a%20b,          400, /problems/bad-request",
    "/api/stats/sales/a%00b,          400,",
    "/api/stats/sales?size=501,       400, /problems/bad-request",
    "/api/stats/sales?size=0,         400, /problems/bad-request",
    "/api/stats/sales?page=-1,        400, /problems/bad-request",
    "/api/stats/sales?page=x,         400, /problems/bad-request",
    "/api/stats/sales?page=99999999999999999999, 400, /problems/bad-request",
    "/api/stat,                       404, about:blank",
  })
  void saysWhatIsWrongWithARequest(String path, int status, String type) throws Exception {
    Answer answer = get(path);
    assertThat(answer.status()).isEqualTo(status);
    if (type != null) {
      assertThat(answer.contentType()).startsWith("application/problem+json");
      assertThat(answer.json().path("type").asString("about:blank")).isEqualTo(type);
      assertThat(answer.json().get("status").asInt()).isEqualTo(status);
    }
    assertThat(answer.body()).doesNotContain("at io.seckill", "Exception");
  }

  @Test
  void refusesAnotherMethodOrMediaType() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(uri("/api/stats"))
            .POST(HttpRequest.BodyPublishers.ofString("x"))
            .build();
    HttpRequest html =
        HttpRequest.newBuilder(uri("/api/stats")).header("Accept", "text/css").build();
    for (Map.Entry<HttpRequest, Integer> expected : Map.of(post, 405, html, 406).entrySet()) {
      Answer answer = send(expected.getKey());
      assertThat(answer.status()).isEqualTo(expected.getValue());
      assertThat(answer.contentType()).startsWith("application/problem+json");
    }
  }

  /**
   * As after a crash that lost the offsets: a group that never committed any reads from the start.
   */
  private void readTheTopicAgain() {
    MessageListenerContainer container = listeners.getListenerContainers().iterator().next();
    container.stop();
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()))) {
      await()
          .atMost(SOON)
          .ignoreExceptions()
          .until(
              () -> {
                admin
                    .deleteConsumerGroups(List.of("stats-service"))
                    .all()
                    .get(10, TimeUnit.SECONDS);
                return true;
              });
    }
    container.start();
  }

  private void awaitCounts(long created, long paid, long cancelled) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              JsonNode stats = get("/api/stats/sales/" + sale).json();
              assertThat(
                      List.of(
                          stats.path("ordersCreated").asLong(),
                          stats.path("ordersPaid").asLong(),
                          stats.path("ordersCancelled").asLong()))
                  .containsExactly(created, paid, cancelled);
            });
  }

  private double unreadable() {
    return meters.get("seckill.orders.unreadable").counter().count();
  }

  private void publish(OrderEvent... events) throws Exception {
    for (OrderEvent event : events) {
      byte[] key = event.getOrderId().getBytes(StandardCharsets.UTF_8);
      kafka.send(Topics.ORDERS, key, event.toByteArray()).get(20, TimeUnit.SECONDS);
    }
  }

  private OrderEvent created(String order, String user, int quantity) {
    return event(order, user, quantity).setCreated(OrderCreated.getDefaultInstance()).build();
  }

  private OrderEvent paid(String order, String user, int quantity) {
    return event(order, user, quantity).setPaid(OrderPaid.getDefaultInstance()).build();
  }

  private OrderEvent cancelled(String order, String user, int quantity) {
    return event(order, user, quantity)
        .setCancelled(OrderCancelled.newBuilder().setReason("unpaid"))
        .build();
  }

  private OrderEvent.Builder event(String order, String user, int quantity) {
    return OrderEvent.newBuilder()
        .setOrderId(sale + "." + order)
        .setSaleId(sale)
        .setUserId(user)
        .setQuantity(quantity)
        .setPriceMinor(19900)
        .setCurrency("CNY")
        .setItem("Phone")
        .setOccurredEpochMillis(1_780_000_000_000L);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private Answer get(String path) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  private Answer send(HttpRequest request) throws Exception {
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        response.body());
  }

  private record Answer(int status, String contentType, String body) {
    JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }
  }
}
