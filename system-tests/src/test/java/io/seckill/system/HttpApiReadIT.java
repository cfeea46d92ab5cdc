package io.seckill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What order-service, notification-service and stats-service tell over HTTP. */
class HttpApiReadIT {

  private static final RunningSystem SYSTEM = RunningSystem.standard();
  private static final Api ORDERS = SYSTEM.orders();
  private static final Api NOTIFICATIONS = SYSTEM.notifications();
  private static final Api STATS = SYSTEM.stats();
  private static final String SALE = "read-apis";
  private static final String USER = "reader";

  private static String orderId = "";

  @BeforeAll
  static void threeOrders() {
    Api gateway = SYSTEM.gateway();
    gateway.hasSale(SALE, 10, 2);
    orderId = gateway.buy(SALE, USER, 2).send().has(200).text("orderId");
    gateway.buy(SALE, Unique.user(), 1).send().has(200);
    gateway.buy(SALE, Unique.user(), 1).send().has(200);
    // The last in line: when stats and notifications have it, all have all.
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(total(ORDERS, "/api/orders?saleId=" + SALE)).isEqualTo(3);
              assertThat(total(NOTIFICATIONS, "/api/notifications?saleId=" + SALE)).isEqualTo(3);
              Reply counted = STATS.get("/api/stats/sales/" + SALE).send();
              assertThat(counted.json().path("ordersCreated").asInt()).isEqualTo(3);
            });
  }

  @Test
  void showsAnOrder() {
    JsonNode order = ORDERS.get("/api/orders/" + orderId).send().has(200).json();

    assertThat(order.path("orderId").asString()).isEqualTo(orderId);
    assertThat(order.path("requestId").asString()).isEqualTo(orderId);
    assertThat(order.path("saleId").asString()).isEqualTo(SALE);
    assertThat(order.path("userId").asString()).isEqualTo(USER);
    assertThat(order.path("item").asString()).isEqualTo("Phone");
    assertThat(order.path("quantity").asInt()).isEqualTo(2);
    assertThat(order.path("priceMinor").asInt()).isEqualTo(19900);
    assertThat(order.path("currency").asString()).isEqualTo("CNY");
    assertThat(order.path("status").asString()).isEqualTo("PENDING_PAYMENT");
    assertThat(Instant.parse(order.path("createdAt").asString())).isBefore(Instant.now());
    assertThat(Instant.parse(order.path("updatedAt").asString())).isBefore(Instant.now());
    assertThat(order.has("cancelledReason")).isFalse();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "saleId=read-apis, 3",
    "saleId=read-apis&userId=reader, 1",
    "saleId=read-apis&status=PENDING_PAYMENT, 3",
    "saleId=read-apis&status=PAID, 0",
    "saleId=no-such-sale, 0",
    "userId=no-such-user, 0"
  })
  void filtersOrders(String query, int total) {
    assertThat(total(ORDERS, "/api/orders?" + query)).isEqualTo(total);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "saleId=read-apis, 3",
    "userId=reader, 1",
    "saleId=read-apis&userId=reader, 1",
    "saleId=no-such-sale, 0"
  })
  void filtersNotifications(String query, int total) {
    assertThat(total(NOTIFICATIONS, "/api/notifications?" + query)).isEqualTo(total);
  }

  @Test
  void showsWhatAShopperWasTold() {
    JsonNode list =
        NOTIFICATIONS.get("/api/notifications?orderId=" + orderId).send().has(200).json();

    assertThat(list.path("total").asInt()).isEqualTo(1);
    JsonNode told = list.path("items").path(0);
    assertThat(told.path("orderId").asString()).isEqualTo(orderId);
    assertThat(told.path("userId").asString()).isEqualTo(USER);
    assertThat(told.path("saleId").asString()).isEqualTo(SALE);
    assertThat(told.path("event").asString()).isEqualTo("created");
    assertThat(told.path("text").asString()).isNotBlank();
    assertThat(told.path("status").asString()).isIn("PENDING", "SENT");
    assertThat(told.propertyNames()).contains("attempts", "createdAt", "sentAt", "lastError");
  }

  @Test
  void countsASale() {
    JsonNode counts = STATS.get("/api/stats/sales/" + SALE).send().has(200).json();

    assertThat(counts.path("saleId").asString()).isEqualTo(SALE);
    assertThat(counts.path("ordersCreated").asInt()).isEqualTo(3);
    assertThat(counts.path("ordersPaid").asInt(-1)).isZero();
    assertThat(counts.path("ordersCancelled").asInt(-1)).isZero();
    assertThat(counts.path("unitsSold").asInt()).isEqualTo(4);
    assertThat(counts.path("buyers").asInt()).isEqualTo(3);
    assertThat(counts.path("revenueMinor").asInt()).isEqualTo(4 * 19900);
    assertThat(counts.path("currency").asString()).isEqualTo("CNY");
    JsonNode all = STATS.get("/api/stats").send().has(200).json();
    assertThat(all.path("sales").asInt()).isPositive();
    assertThat(all.path("unitsSold").asInt()).isGreaterThanOrEqualTo(4);
    assertThat(all.path("revenueMinor").path("CNY").asInt()).isGreaterThanOrEqualTo(4 * 19900);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/orders?saleId=read-apis",
        "/api/notifications?saleId=read-apis",
        "/api/stats/sales"
      })
  void listsByPages(String path) {
    Api api = serving(path);
    String and = path.contains("?") ? "&" : "?";
    JsonNode usual = api.get(path).send().has(200).json();
    JsonNode first = api.get(path + and + "page=0&size=1").send().has(200).json();
    JsonNode beyond = api.get(path + and + "page=1000&size=500").send().has(200).json();

    assertThat(usual.propertyNames()).containsExactlyInAnyOrder("items", "page", "size", "total");
    assertThat(usual.path("page").asInt(-1)).isZero();
    assertThat(usual.path("size").asInt()).isEqualTo(20);
    assertThat(first.path("items").size()).isEqualTo(1);
    assertThat(first.path("items").path(0)).isEqualTo(usual.path("items").path(0));
    assertThat(first.path("total")).isEqualTo(usual.path("total"));
    assertThat(beyond.path("items").isEmpty()).isTrue();
    assertThat(beyond.path("total")).isEqualTo(usual.path("total"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/orders", "/api/notifications", "/api/stats/sales"})
  void refusesPagesThatCannotBe(String path) {
    for (String query :
        List.of(
            "size=0",
            "size=501",
            "size=-1",
            "size=x",
            "size=",
            "size=1e2",
            "size=99999999999999",
            "page=-1",
            "page=x",
            "page=1000001",
            "page=%00")) {
      serving(path).get(path + "?" + query).send().hasProblem(400, "bad-request");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/orders?saleId=",
        "/api/orders?userId=a%20b",
        "/api/orders?status=LOST",
        "/api/orders?status=",
        "/api/orders?colour=red",
        "/api/orders/a%20b",
        "/api/orders/%E6%89%8B",
        "/api/notifications?orderId=a%20b",
        "/api/notifications?userId=",
        "/api/notifications?userId=%00",
        "/api/notifications?status=LOST",
        "/api/stats/sales/a%20b",
        "/api/stats/sales/%E6%89%8B"
      })
  void refusesAFilterOrIdThatCannotBe(String path) {
    serving(path).get(path).send().hasProblem(400, "bad-request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/orders/", "/api/stats/sales/", "/api/notifications?orderId="})
  void refusesIdsOf10000Characters(String path) {
    Reply refused = serving(path).get(path + "x".repeat(10_000)).send();
    assertThat(refused.status()).isIn(400, 414, 431);
    refused.tellsNothingOfTheInside();
  }

  @Test
  void doesNotKnowEveryOrderAndSale() {
    ORDERS.get("/api/orders/no-such-order").send().hasProblem(404, "unknown-order");
    STATS.get("/api/stats/sales/no-such-sale").send().hasProblem(404, "unknown-sale");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/orders", "/api/notifications", "/api/stats"})
  void answersOtherPathsMethodsAndMediaTypesAsHttpSays(String path) {
    Api api = serving(path);
    api.get("/api/nothing").send().hasProblem(404, "about:blank");
    api.call("DELETE", path).send().hasProblem(405, "about:blank");
    api.post(path).json("{}").send().hasProblem(405, "about:blank");
    api.get(path).header("Accept", "image/png").send().hasProblem(406, "about:blank");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/orders/", "/api/stats/sales/"})
  void answersBytesThatNoClientSendsWithoutAWordOfTheInside(String path) throws IOException {
    for (String id : List.of("a%00b", "a%2Fb", "a%zz", "a\u00e9b", "a|b", "..;/..;/x")) {
      Reply refused =
          RawHttp.send(
              serving(path).base(),
              "GET " + path + id + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertThat(refused.status()).as("%s: %s", id, refused).isIn(400, 404);
      refused.tellsNothingOfTheInside();
    }
  }

  private static Api serving(String path) {
    if (path.startsWith("/api/orders")) {
      return ORDERS;
    }
    return path.startsWith("/api/stats") ? STATS : NOTIFICATIONS;
  }

  private static int total(Api api, String path) {
    return api.get(path).send().has(200).json().path("total").asInt(-1);
  }
}
