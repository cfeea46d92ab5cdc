package io.seckill.order.payment;

import static io.seckill.order.Entries.cancelled;
import static io.seckill.order.Entries.request;
import static io.seckill.order.Entries.reserved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seckill.contracts.v1.CancelReason;
import io.seckill.order.Company;
import io.seckill.order.Entries;
import io.seckill.order.Ledger;
import io.seckill.order.OrderServiceTest;
import io.seckill.order.SaleOnDatabase;
import io.seckill.testing.servers.TestServers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Payments over real HTTP. */
@OrderServiceTest
class PaymentIT {

  @LocalServerPort int port;
  @Autowired Ledger ledger;
  @Autowired Company company;
  @Autowired SaleOnDatabase database;
  @Autowired KafkaListenerEndpointRegistry listeners;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String sale = Entries.newSale();
  private final String order = request(sale, 1);

  @BeforeAll
  static void waitLonger() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  private void makeOrder() {
    ledger.write(reserved(sale, 1, 2, 2));
    await().until(() -> database.statuses(sale).equals(List.of("PENDING_PAYMENT")));
  }

  @Test
  void paysAnOrderOnceHoweverOftenItIsAskedWithTheSameKey() {
    makeOrder();

    JsonNode paid = said(pay(order, "key-1"), 200);
    JsonNode again = said(pay(order, "key-1"), 200);

    assertThat(paid.path("orderId").asString()).isEqualTo(order);
    assertThat(paid.path("status").asString()).isEqualTo("PAID");
    assertThat(paid.path("paidAt").asString()).endsWith("Z");
    assertThat(again).isEqualTo(paid);
    assertThat(database.statuses(sale)).containsExactly("PAID");
    await().until(() -> company.heardIdsOf(sale).contains(order + ":paid"));
    assertThat(company.heardIdsOf(sale)).containsExactly(order + ":created", order + ":paid");
    assertThat(company.heardOf(sale).get(1).hasPaid()).isTrue();
    assertThat(company.heardOf(sale).get(1).getPriceMinor()).isEqualTo(19900);
  }

  @Test
  void ofManyPaymentsAtOnceOneWins() {
    makeOrder();

    List<CompletableFuture<HttpResponse<String>>> payments =
        IntStream.range(0, 16)
            .mapToObj(nr -> http.sendAsync(post(order, "key-" + nr), body()))
            .toList();

    assertThat(payments.stream().map(each -> each.join().statusCode()))
        .containsOnlyOnce(200)
        .containsOnly(200, 409);
    JsonNode refused = said(pay(order, "another"), 409);
    assertThat(refused.path("type").asString()).isEqualTo("/problems/already-paid");
    await().until(() -> company.heardIdsOf(sale).contains(order + ":paid"));
    assertThat(company.heardIdsOf(sale)).containsOnlyOnce(order + ":paid");
  }

  @Test
  void orderThatIsCancelledIsNotPaid() {
    makeOrder();
    database.makeDue(sale);
    await().until(() -> database.statuses(sale).equals(List.of("CANCELLED")));

    JsonNode refused = said(pay(order, "key-1"), 409);

    assertThat(refused.path("type").asString()).isEqualTo("/problems/order-cancelled");
    assertThat(refused.path("title").asString()).isEqualTo("Order cancelled");
  }

  @Test
  void whatIsNoOrderIsNotPaid() {
    assertThat(said(pay(order, "key-1"), 404).path("type").asString())
        .isEqualTo("/problems/unknown-order");
    ledger.write(cancelled(sale, 1, 2, CancelReason.CANCEL_REASON_DEADLINE));
    await().until(() -> database.statuses(sale).equals(List.of("NEVER_MADE")));
    said(pay(order, "key-1"), 404);
  }

  @Test
  void whatWaitsForUnitsIsPaidOnceItIsAnOrder() {
    makeOrder();
    String parked = request(sale, 2);
    ledger.write(reserved(sale, 2, 1, 2));
    await().until(() -> database.statuses(sale).equals(List.of("PENDING_PAYMENT", "PARKED")));

    HttpResponse<String> response = pay(parked, "key-1");
    assertThat(said(response, 503).path("type").asString()).isEqualTo("/problems/unavailable");
    assertThat(response.headers().firstValue("Retry-After")).contains("2");

    ledger.write(cancelled(sale, 1, 2, CancelReason.CANCEL_REASON_DEADLINE));
    await().until(() -> pay(parked, "key-1").statusCode() == 200);
  }

  /** Won and told, and paid before the table knows of it or while it is being written. */
  @Test
  void orderThatWasJustWonIsNeverRefused() {
    for (int nr = 0; nr < 100; nr++) {
      String won = request(sale, nr);
      ledger.write(reserved(sale, nr, 1, 100));
      int status = 503;
      while (status == 503) {
        HttpResponse<String> response = pay(won, "key-1");
        status = response.statusCode();
        assertThat(status).as("%s: %s", won, response.body()).isIn(200, 503);
      }
    }
    assertThat(database.statuses(sale)).hasSize(100).containsOnly("PAID");
  }

  @Test
  void asLongAsTheLedgerIsNotTakenAnOrderInItIsNotUnknown() {
    MessageListenerContainer intake = listeners.getListenerContainer("ledger");
    intake.stop();
    try {
      ledger.write(reserved(sale, 1, 2, 2));
      assertThat(said(pay(order, "key-1"), 503).path("detail").asString())
          .startsWith("order " + order + " may be on its way");
    } finally {
      intake.start();
    }
    await().until(() -> pay(order, "key-1").statusCode() == 200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "ä", "a,b", "key/1"})
  void keyThatCannotBeIsABadRequest(String key) {
    JsonNode refused = said(pay(order, key), 400);

    assertThat(refused.path("type").asString()).isEqualTo("/problems/bad-request");
    assertThat(refused.path("detail").asString()).startsWith("Idempotency-Key: ");
  }

  @Test
  void keyIsNeeded() {
    assertThat(said(pay(order, null), 400).path("detail").asString())
        .isEqualTo("Idempotency-Key: none (expected: one, 1 to 64 of A-Z a-z 0-9 . _ ~ -)");
    said(pay(order, "k".repeat(65)), 400);
    said(pay("a%20b", "key"), 400);
  }

  @Test
  void databaseDownIs503AndTheSameKeyPaysLater() {
    makeOrder();
    TestServers.postgres().stop();
    try {
      HttpResponse<String> response = pay(order, "key-1");
      assertThat(said(response, 503).path("type").asString()).isEqualTo("/problems/unavailable");
      assertThat(response.headers().firstValue("Retry-After")).contains("2");
    } finally {
      TestServers.postgres().start();
    }
    await().until(() -> pay(order, "key-1").statusCode() == 200);
  }

  private HttpResponse<String> pay(String orderId, @Nullable String key) {
    return http.sendAsync(post(orderId, key), body()).join();
  }

  private HttpRequest post(String orderId, @Nullable String key) {
    HttpRequest.Builder post =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d/api/orders/%s/payment".formatted(port, orderId)))
            .POST(BodyPublishers.noBody());
    return key == null ? post.build() : post.header("Idempotency-Key", key).build();
  }

  private static HttpResponse.BodyHandler<String> body() {
    return BodyHandlers.ofString();
  }

  private static JsonNode said(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type"))
        .contains(status == 200 ? "application/json" : "application/problem+json");
    return JsonMapper.shared().readTree(response.body());
  }
}
