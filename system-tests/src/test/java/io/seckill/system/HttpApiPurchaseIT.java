package io.seckill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seckill.stack.services.ServiceProcess;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request for units over HTTP: every outcome, and how long one waits for it. */
class HttpApiPurchaseIT {

  private static final String NEVER_USED = ".AAAAAAAAAAAAAAAAAAAAAA";

  private final RunningSystem system = RunningSystem.standard();
  private final Api gateway = system.gateway();

  @Test
  void tellsASuccessWithItsOrder() {
    String sale = Unique.sale();
    gateway.hasSale(sale, 10, 3);

    Reply told = gateway.buy(sale, Unique.user(), 3).send().has(200);

    assertThat(told.json().propertyNames())
        .containsExactlyInAnyOrder("requestId", "saleId", "outcome", "orderId", "quantity");
    assertThat(told.text("outcome")).isEqualTo("SUCCESS");
    assertThat(told.text("saleId")).isEqualTo(sale);
    assertThat(told.text("orderId")).isEqualTo(told.text("requestId")).startsWith(sale + ".");
    assertThat(told.json().path("quantity").asInt()).isEqualTo(3);
    Reply saleNow = gateway.get("/api/sales/" + sale).send().has(200);
    assertThat(saleNow.json().path("remaining").asInt()).isEqualTo(7);
    assertThat(saleNow.json().path("reserved").asInt()).isEqualTo(3);
    Reply result = gateway.get("/api/requests/" + told.text("requestId")).send().has(200);
    assertThat(result.json()).isEqualTo(told.json());
  }

  @Test
  void acceptsAtOnceWhoeverDoesNotWantToWaitAndTellsTheResultAtTheLocation() {
    String sale = Unique.sale();
    gateway.hasSale(sale, 10, 1);

    Reply accepted =
        gateway.buy(sale, Unique.user(), 1).header("Prefer", "respond-async").send().has(202);

    assertThat(accepted.text("outcome")).isEqualTo("PENDING");
    assertThat(accepted.header("Location"))
        .isEqualTo("/api/requests/" + accepted.text("requestId"));
    assertThat(accepted.header("Preference-Applied")).isEqualTo("respond-async");
    Reply result = awaitOutcome(gateway, accepted.header("Location"), "SUCCESS");
    assertThat(result.text("orderId")).isEqualTo(accepted.text("requestId"));
  }

  @Test
  void waitsAsLongAsTheShopperPrefers() {
    String sale = Unique.sale();
    gateway.hasSale(sale, 10, 1);
    Reply told = gateway.buy(sale, Unique.user(), 1).header("Prefer", "wait=5").send().has(200);
    assertThat(told.header("Preference-Applied")).isEqualTo("wait=5");
  }

  @ParameterizedTest(name = "Prefer: {0}")
  @ValueSource(
      strings = {"wait=x", "wait=-1", "wait=99999999999999999999", "handling=lenient", ","})
  void ignoresAPreferenceThatItDoesNotUnderstand(String preference) {
    String sale = Unique.sale();
    gateway.hasSale(sale, 10, 1);
    gateway.buy(sale, Unique.user(), 1).header("Prefer", preference).send().has(200);
  }

  @Test
  void refusesWhoeverComesWhenNothingIsLeft() {
    String sale = Unique.sale();
    gateway.hasSale(sale, 1, 1);
    gateway.buy(sale, Unique.user(), 1).send().has(200);

    Reply refused = gateway.buy(sale, Unique.user(), 1).send().hasProblem(409, "sold-out");

    assertThat(refused.text("outcome")).isEqualTo("SOLD_OUT");
    assertThat(refused.text("saleId")).isEqualTo(sale);
  }

  @Test
  void decidesAKeyInTheQueueAndRemembersItWhenNothingIsLeft() {
    String sale = Unique.sale();
    gateway.hasSale(sale, 1, 1);
    gateway.buy(sale, Unique.user(), 1).send().has(200);

    Reply refused =
        gateway
            .buy(sale, Unique.user(), 1)
            .header("Idempotency-Key", "k")
            .send()
            .hasProblem(409, "sold-out");

    assertThat(gateway.get("/api/sales/" + sale).send().text("status")).isEqualTo("SOLD_OUT");
    Reply result = gateway.get("/api/requests/" + refused.text("requestId")).send().has(200);
    assertThat(result.text("outcome")).isEqualTo("SOLD_OUT");
  }

  @Test
  void refusesMoreThanTheLimitOfAUserAndNamesTheEarlierOrder() {
    String sale = Unique.sale();
    String user = Unique.user();
    gateway.hasSale(sale, 10, 2);
    String orderId = gateway.buy(sale, user, 2).send().has(200).text("orderId");

    Reply refused = gateway.buy(sale, user, 1).send().hasProblem(409, "limit-exceeded");

    assertThat(refused.text("orderId")).isEqualTo(orderId);
    assertThat(refused.text("outcome")).isEqualTo("LIMIT_EXCEEDED");
  }

  @Test
  void rejectsAUserWhoAsksTooOftenInASecond() {
    String sale = Unique.sale();
    String user = Unique.user();
    gateway.hasSale(sale, 1000, 1000);

    List<CompletableFuture<Reply>> asked =
        IntStream.range(0, 60).mapToObj(i -> gateway.buy(sale, user, 1).sendAsync()).toList();
    List<Reply> told = asked.stream().map(CompletableFuture::join).toList();

    assertThat(told).extracting(Reply::status).containsOnly(200, 403);
    Reply rejected = told.stream().filter(reply -> reply.status() == 403).findFirst().orElseThrow();
    rejected.hasProblem(403, "risk-rejected");
    assertThat(rejected.text("detail")).contains("10 requests in one second");
  }

  @Test
  void tellsThatASaleHasNotStartedOrIsOver() {
    Instant now = Instant.now();
    String future = saleWithTimes(now.plusSeconds(3600), now.plusSeconds(7200));
    String past = saleWithTimes(now.minusSeconds(7200), now.minusSeconds(3600));

    gateway.buy(future, Unique.user(), 1).send().hasProblem(409, "sale-not-started");
    gateway.buy(past, Unique.user(), 1).send().hasProblem(410, "sale-ended");

    assertThat(gateway.get("/api/sales/" + future).send().text("status")).isEqualTo("NOT_STARTED");
    assertThat(gateway.get("/api/sales/" + past).send().text("status")).isEqualTo("ENDED");
  }

  @Test
  void givesTheSameKeyTheSameResultAndDecidesItOnce() {
    String sale = Unique.sale();
    String user = Unique.user();
    gateway.hasSale(sale, 10, 5);

    Reply first = gateway.buy(sale, user, 1).header("Idempotency-Key", "k").send().has(200);
    Reply again = gateway.buy(sale, user, 1).header("Idempotency-Key", "k").send().has(200);
    Reply other =
        gateway.buy(sale, Unique.user(), 1).header("Idempotency-Key", "k").send().has(200);

    assertThat(again.json()).isEqualTo(first.json());
    assertThat(other.text("requestId")).isNotEqualTo(first.text("requestId"));
    assertThat(gateway.get("/api/sales/" + sale).send().json().path("remaining").asInt())
        .isEqualTo(8);
  }

  @Test
  void refusesTheSameKeyWithAnotherQuantityOrInAnotherSale() {
    String sale = Unique.sale();
    String otherSale = Unique.sale();
    String user = Unique.user();
    gateway.hasSale(sale, 10, 5);
    gateway.hasSale(otherSale, 10, 5);
    gateway.buy(sale, user, 1).header("Idempotency-Key", "k").send().has(200);

    gateway
        .buy(sale, user, 2)
        .header("Idempotency-Key", "k")
        .send()
        .hasProblem(422, "idempotency-key-reused");
    gateway
        .buy(otherSale, user, 1)
        .header("Idempotency-Key", "k")
        .send()
        .hasProblem(422, "idempotency-key-reused");
  }

  @Test
  void tells429WithTheTimeToComeAgainWhereNoTokenIsLeft() {
    String sale = Unique.sale();
    gateway.hasSale(sale, 10, 10);
    ServiceProcess narrow =
        system.anotherGateway(Map.of("SECKILL_TOKENS_RATE", "1", "SECKILL_TOKENS_CAPACITY", "1"));
    try {
      Api few = new Api(URI.create(narrow.instance().url()));
      List<Reply> told =
          IntStream.range(0, 5).mapToObj(i -> few.buy(sale, Unique.user(), 1).send()).toList();

      List<Reply> refused = told.stream().filter(reply -> reply.status() == 429).toList();
      assertThat(told.get(0).status()).isEqualTo(200);
      assertThat(refused).isNotEmpty();
      refused.forEach(reply -> reply.hasProblem(429, "rate-limited"));
      assertThat(refused.get(0).header("Retry-After")).matches("[1-9][0-9]*");
      // A gateway that never saw the request asks the inventory.
      String elsewhere = gateway.buy(sale, Unique.user(), 1).send().has(200).text("requestId");
      Reply asked = few.get("/api/requests/" + elsewhere).send().has(200);
      assertThat(asked.text("outcome")).isIn("PENDING", "SUCCESS");
    } finally {
      narrow.stop();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "no id of a request, abc",
    "sale without request, sale-1.",
    "one character short, sale-1.AAAAAAAAAAAAAAAAAAAAA",
    "one character long, sale-1.AAAAAAAAAAAAAAAAAAAAAAA",
    "no base64url, sale-1.AAAAAAAAAAAAAAAAAAAAA*",
    "a zero, sale-1.AAAAAAAAAAAAAAAAAAAAA%00",
    "sale that cannot be, a%20b.AAAAAAAAAAAAAAAAAAAAAA"
  })
  void refusesToLookForARequestThatCannotBe(String what, String id) {
    assertThat(what).isNotEmpty();
    gateway.get("/api/requests/" + id).send().hasProblem(400, "bad-request");
  }

  @Test
  void doesNotKnowEveryRequest() {
    String sale = Unique.sale();
    gateway.hasSale(sale, 1, 1);
    gateway.get("/api/requests/" + sale + NEVER_USED).send().hasProblem(404, "unknown-request");
    gateway
        .get("/api/requests/" + Unique.sale() + NEVER_USED)
        .send()
        .hasProblem(404, "unknown-request");
  }

  private String saleWithTimes(Instant starts, Instant ends) {
    String sale = Unique.sale();
    gateway
        .put("/api/sales/" + sale)
        .json(
            "{\"item\":\"x\",\"stock\":1,\"perUser\":1,\"startsAt\":\"%s\",\"endsAt\":\"%s\"}"
                .formatted(starts, ends))
        .send()
        .has(201);
    return sale;
  }

  private static Reply awaitOutcome(Api gateway, String location, String outcome) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> gateway.get(location).send().has(200),
            reply -> reply.text("outcome").equals(outcome));
  }
}
