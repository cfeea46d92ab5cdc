package io.seckill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seckill.stack.audit.AuditReport;
import io.seckill.stack.plan.Scale;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What nobody pays is sold again, with two order-services that share the sweep. */
class UnpaidOrdersIT {

  private static final String SALE = "unpaid";
  private static final Duration SOON = Duration.ofSeconds(60);

  private static RunningSystem system;

  @BeforeAll
  static void start() {
    system =
        RunningSystem.isolated(
            Scale.parse("order=2"),
            Map.of("SECKILL_ORDER_PAY_WITHIN", "20s", "SECKILL_DEADLINE_MS", "10000"));
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  @Test
  void unitsOfOrdersThatNobodyPaidAreSoldAgain() throws InterruptedException {
    system.gateway().hasSale(SALE, 3, 1);
    List<String> first = Stream.of("ann", "bob", "cid").map(UnpaidOrdersIT::buy).toList();
    assertThat(system.gateway().buy(SALE, "dan", 1).send().status()).isEqualTo(409);
    pay(first.get(0));

    await().atMost(SOON).until(() -> remaining() == 2);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(first.stream().map(UnpaidOrdersIT::statusOf))
                    .containsExactly("PAID", "CANCELLED", "CANCELLED"));
    assertThat(order(first.get(1)).path("cancelledReason").asString()).isEqualTo("unpaid");
    payment(first.get(1)).hasProblem(409, "order-cancelled");
    assertThat(system.gateway().get("/api/requests/" + first.get(1)).send().text("outcome"))
        .as("what was told stays told")
        .isEqualTo("SUCCESS");

    List<String> second = Stream.of("bob", "eve").map(UnpaidOrdersIT::buy).toList();
    second.forEach(UnpaidOrdersIT::pay);

    AuditReport audit = system.audit();
    assertThat(audit.leftToDo()).isEmpty();
    assertThat(audit.violations()).isEmpty();
    assertThat(remaining()).isZero();
    JsonNode counts = system.stats().get("/api/stats/sales/" + SALE).send().json();
    assertThat(counts.path("ordersCreated").asInt()).isEqualTo(5);
    assertThat(counts.path("ordersPaid").asInt()).isEqualTo(3);
    assertThat(counts.path("ordersCancelled").asInt()).isEqualTo(2);
    assertThat(counts.path("unitsSold").asInt()).isEqualTo(3);
    JsonNode told =
        system.notifications().get("/api/notifications?userId=cid").send().json().path("items");
    assertThat(told).hasSize(2);
    assertThat(told.toString()).contains("because it was not paid in time");
  }

  /** Returns the order that was won, once there is one. */
  private static String buy(String user) {
    String[] order = new String[1];
    await()
        .atMost(SOON)
        .until(
            () -> {
              Reply reply = system.gateway().buy(SALE, user, 1).send();
              order[0] = reply.text("orderId");
              return reply.status() == 200;
            });
    await().atMost(SOON).until(() -> statusOf(order[0]).equals("PENDING_PAYMENT"));
    return order[0];
  }

  /** At the second instance, whichever of the two made the order. */
  private static Reply payment(String order) {
    return new Api(URI.create(system.stack().url("order-2")))
        .post("/api/orders/" + order + "/payment")
        .header("Idempotency-Key", "pay")
        .send();
  }

  private static void pay(String order) {
    assertThat(payment(order).has(200).text("status")).isEqualTo("PAID");
  }

  private static JsonNode order(String order) {
    return system.orders().get("/api/orders/" + order).send().json();
  }

  private static String statusOf(String order) {
    return order(order).path("status").asString("");
  }

  private static int remaining() {
    return system.gateway().get("/api/sales/" + SALE).send().json().path("remaining").asInt(-1);
  }
}
