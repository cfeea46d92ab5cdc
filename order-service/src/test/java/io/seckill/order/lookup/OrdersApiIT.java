package io.seckill.order.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seckill.order.Entries;
import io.seckill.order.OrderServiceTest;
import io.seckill.testing.servers.TestServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The read API over real HTTP. */
@OrderServiceTest
class OrdersApiIT {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456Z");

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired JsonMapper json;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String sale = Entries.newSale();

  @Test
  void showsOneOrder() {
    insert(1, "user-1", "PENDING_PAYMENT", null);

    JsonNode order = ok("/api/orders/" + Entries.request(sale, 1));
    assertThat(order)
        .isEqualTo(
            json.readTree(
                """
                {"orderId":"%1$s","requestId":"%1$s","saleId":"%2$s","item":"Phone",
                 "userId":"user-1","quantity":2,"priceMinor":19900,"currency":"CNY",
                 "status":"PENDING_PAYMENT","createdAt":"2026-01-01T12:00:01.123456Z",
                 "updatedAt":"2026-01-01T12:00:01.123456Z"}
                """
                    .formatted(Entries.request(sale, 1), sale)));
  }

  @Test
  void saysWhyAnOrderWasCancelled() {
    insert(1, "user-1", "CANCELLED", "unpaid");
    assertThat(ok("/api/orders/" + Entries.request(sale, 1)).get("cancelledReason").asString())
        .isEqualTo("unpaid");
  }

  @Test
  void showsNeitherTombstonesNorTheParked() {
    insert(1, "user-1", "NEVER_MADE", "deadline");
    insert(2, "user-1", "PARKED", null);

    assertThat(ok("/api/orders?saleId=" + sale).get("total").asInt()).isZero();
    problem("/api/orders/" + Entries.request(sale, 1), 404, "/problems/unknown-order");
    problem("/api/orders/" + Entries.request(sale, 2), 404, "/problems/unknown-order");
  }

  @Test
  void listsNewestFirstPageByPage() {
    for (int nr = 1; nr <= 5; nr++) {
      insert(nr, "user-" + nr, "PENDING_PAYMENT", null);
    }
    JsonNode first = ok("/api/orders?size=2&saleId=" + sale);
    assertThat(first.get("page").asInt()).isZero();
    assertThat(first.get("size").asInt()).isEqualTo(2);
    assertThat(first.get("total").asInt()).isEqualTo(5);
    assertThat(users(first)).containsExactly("user-5", "user-4");
    assertThat(users(ok("/api/orders?page=2&size=2&saleId=" + sale))).containsExactly("user-1");
    JsonNode beyond = ok("/api/orders?page=3&size=2&saleId=" + sale);
    assertThat(users(beyond)).isEmpty();
    assertThat(beyond.get("total").asInt()).isEqualTo(5);
  }

  @Test
  void filtersBySaleUserAndStatus() {
    String user = "user-" + UUID.randomUUID();
    insert(1, user, "PENDING_PAYMENT", null);
    insert(2, user, "CANCELLED", "unpaid");
    insert(3, user, "PAID", null);
    insert(4, "another", "PAID", null);

    assertThat(ok("/api/orders?userId=" + user).get("total").asInt()).isEqualTo(3);
    JsonNode paid = ok("/api/orders?status=PAID&userId=%s&saleId=%s".formatted(user, sale));
    assertThat(paid.get("total").asInt()).isEqualTo(1);
    assertThat(users(paid)).containsExactly(user);
    assertThat(ok("/api/orders?status=PAID&saleId=" + sale).get("total").asInt()).isEqualTo(2);
    assertThat(ok("/api/orders").get("total").asInt()).isGreaterThanOrEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "size=0 | size: 0 (expected: 1 to 500)",
        "size=501 | size: 501 (expected: 1 to 500)",
        "size=-1 | size: -1 (expected: 1 to 500)",
        "size=ten | size: ten (expected: 1 to 500)",
        "size= | size:  (expected: 1 to 500)",
        "size=99999999999999999999 | size: 99999999999999999999 (expected: 1 to 500)",
        "page=-1 | page: -1 (expected: 0 to 100000)",
        "page=100001 | page: 100001 (expected: 0 to 100000)",
        "page=1.5 | page: 1.5 (expected: 0 to 100000)",
        "status=pending | status: pending (expected: PENDING_PAYMENT, PAID, CANCELLED)",
        "status=PARKED | status: PARKED (expected: PENDING_PAYMENT, PAID, CANCELLED)",
        "saleId= | saleId:  (expected: 1 to 64 of A-Z a-z 0-9 . _ ~ -)",
        "userId=a%20b | userId: a b (expected: 1 to 64 of A-Z a-z 0-9 . _ ~ -)",
        "userId=%00 | (expected: 1 to 64 of A-Z a-z 0-9 . _ ~ -)",
        "user=a | query parameter: user (expected: page, saleId, size, status, userId)",
        "page=1&page=2 | page: 2 values (expected: at most one)",
      })
  void refusesAQueryThatCannotBe(String query, String detail) {
    JsonNode problem = problem("/api/orders?" + query, 400, "/problems/bad-request");
    assertThat(problem.get("detail").asString()).contains(detail);
    assertThat(problem.get("title").asString()).isEqualTo("Bad request");
  }

  @Test
  void refusesAnOrderIdThatCannotBe() {
    problem("/api/orders/a%20b", 400, "/problems/bad-request");
    problem("/api/orders/" + "a".repeat(129), 400, "/problems/bad-request");
    problem("/api/orders/%27;DROP", 400, "/problems/bad-request");
  }

  @Test
  void unknownOrderIs404() {
    JsonNode problem = problem("/api/orders/no.such", 404, "/problems/unknown-order");
    assertThat(problem.get("detail").asString()).isEqualTo("no order no.such");
  }

  @Test
  void wrongPathMethodAndAcceptAreProblemsWithoutAType() {
    plainProblem(request("/api/nothing").build(), 404);
    plainProblem(request("/api/orders").DELETE().build(), 405);
    assertThat(send(request("/api/orders").setHeader("Accept", "text/csv").build()).statusCode())
        .isEqualTo(406);
  }

  @Test
  void databaseDownIs503AndComesBack() {
    TestServers.postgres().stop();
    try {
      HttpResponse<String> response = send(request("/api/orders/no.such").build());
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(json.readTree(response.body()).get("type").asString())
          .isEqualTo("/problems/unavailable");
      assertThat(response.headers().firstValue("Retry-After")).contains("2");
      assertThat(response.body()).doesNotContain("Exception");
    } finally {
      TestServers.postgres().start();
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> send(request("/api/orders/no.such").build()).statusCode() == 404);
  }

  private void insert(int nr, String user, String status, @Nullable String reason) {
    jdbc.sql(
            "INSERT INTO orders (request_id, sale_id, status, user_id, quantity, item, price_minor,"
                + " currency, cancelled_reason, created_at, updated_at)"
                + " VALUES (:id, :sale, :status, :user, 2, 'Phone', 19900, 'CNY', :reason, :at, :at)")
        .param("id", Entries.request(sale, nr))
        .param("sale", sale)
        .param("status", status)
        .param("user", user)
        .param("reason", reason)
        .param("at", Timestamp.from(NOON.plusSeconds(nr)))
        .update();
  }

  private static List<String> users(JsonNode page) {
    return StreamSupport.stream(page.get("items").spliterator(), false)
        .map(order -> order.get("userId").asString())
        .toList();
  }

  private JsonNode ok(String path) {
    HttpResponse<String> response = send(request(path).build());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    return json.readTree(response.body());
  }

  private JsonNode problem(String path, int status, String type) {
    HttpResponse<String> response = send(request(path).build());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = json.readTree(response.body());
    assertThat(problem.get("type").asString()).isEqualTo(type);
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    return problem;
  }

  private void plainProblem(HttpRequest request, int status) {
    HttpResponse<String> response = send(request);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    JsonNode problem = json.readTree(response.body());
    assertThat(problem.path("type").asString("about:blank")).isEqualTo("about:blank");
    assertThat(problem.get("status").asInt()).isEqualTo(status);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
