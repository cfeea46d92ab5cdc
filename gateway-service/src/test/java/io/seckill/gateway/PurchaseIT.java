package io.seckill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seckill.contracts.v1.DeliverRequest;
import io.seckill.contracts.v1.GetReservationResponse;
import io.seckill.contracts.v1.Outcome;
import io.seckill.contracts.v1.Result;
import io.seckill.contracts.v1.SeckillRequest;
import io.seckill.contracts.v1.Verdict;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class PurchaseIT extends GatewayUnderTest {

  @Test
  void tellsASuccessWithItsOrder() {
    HttpResponse<String> response = send(purchase());

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode body = json(response);
    String id = body.get("requestId").stringValue();
    assertThat(id).matches(sale + "\\.[A-Za-z0-9_-]{22}");
    assertThat(body.get("orderId").stringValue()).isEqualTo(id);
    assertThat(body.get("saleId").stringValue()).isEqualTo(sale);
    assertThat(body.get("outcome").stringValue()).isEqualTo("SUCCESS");
    assertThat(body.get("quantity").intValue()).isEqualTo(1);
    assertThat(state(id)).isEqualTo("SUCCESS");
  }

  @Test
  void handsOverAllThatSeckillServiceNeeds() {
    long before = System.currentTimeMillis();
    String id = json(send(purchase("{\"quantity\":3}"))).get("requestId").stringValue();

    SeckillRequest request =
        SECKILL.seen.stream().filter(r -> r.getRequestId().equals(id)).findFirst().orElseThrow();
    assertThat(request.getUserId()).isEqualTo("user-1");
    assertThat(request.getQuantity()).isEqualTo(3);
    assertThat(request.getBudgetMillis()).isEqualTo(1_500);
    assertThat(request.getDeadlineEpochMillis())
        .isBetween(before + 1_500, System.currentTimeMillis() + 1_500);
  }

  @Test
  void aVipGoesByTheVipLaneAndNobodyElseDoes() {
    for (int i = 0; i < 20; i++) {
      assertThat(partition(purchase().setHeader("X-User-Id", "user-" + i)))
          .as("ordinary")
          .isBetween(2, 11);
      assertThat(
              partition(
                  purchase().setHeader("X-User-Id", "user-" + i).header("X-User-Tier", "vip")))
          .as("vip")
          .isBetween(0, 1);
    }
  }

  private static int partition(HttpRequest.Builder request) {
    return SECKILL.partitions.get(json(send(request)).get("requestId").stringValue());
  }

  @ParameterizedTest
  @CsvSource({
    "OUTCOME_SOLD_OUT, 409, sold-out, SOLD_OUT",
    "OUTCOME_RISK_REJECTED, 403, risk-rejected, RISK_REJECTED",
    "OUTCOME_NOT_STARTED, 409, sale-not-started, NOT_STARTED",
    "OUTCOME_ENDED, 410, sale-ended, ENDED",
    "OUTCOME_UNKNOWN_SALE, 404, unknown-sale, UNKNOWN_SALE",
    "OUTCOME_CANCELLED, 504, timeout, TIMEOUT",
    "OUTCOME_LIMIT_EXCEEDED, 409, limit-exceeded, LIMIT_EXCEEDED",
  })
  void tellsARefusal(Outcome outcome, int status, String problem, String told) {
    SECKILL.decision = FakeSeckill.refusal(outcome, "because \"so\"");

    HttpResponse<String> response = send(purchase());

    isProblem(response, status, problem);
    JsonNode body = json(response);
    assertThat(body.get("outcome").stringValue()).isEqualTo(told);
    assertThat(body.get("saleId").stringValue()).isEqualTo(sale);
    String id = body.get("requestId").stringValue();
    assertThat(state(id)).isEqualTo(told);
  }

  @Test
  void namesTheEarlierOrderWhereTheLimitIsExceeded() {
    SECKILL.decision =
        request ->
            Optional.of(
                Result.newBuilder()
                    .setRequestId(request.getRequestId())
                    .setOutcome(Outcome.OUTCOME_LIMIT_EXCEEDED)
                    .setOrderId("earlier")
                    .setReason("1 already")
                    .build());

    JsonNode body = json(send(purchase()));

    assertThat(body.get("orderId").stringValue()).isEqualTo("earlier");
    assertThat(body.get("detail").stringValue()).isEqualTo("1 already");
  }

  @Test
  void decidesTheSameKeyOnceAndTellsItToAllWhoAsk() {
    String key = UUID.randomUUID().toString();

    List<CompletableFuture<HttpResponse<String>>> all =
        IntStream.range(0, 5)
            .mapToObj(i -> begin(purchase().header("Idempotency-Key", key)))
            .toList();

    List<String> ids =
        all.stream().map(f -> json(f.join()).get("requestId").stringValue()).distinct().toList();
    assertThat(ids).hasSize(1);
    assertThat(SECKILL.seen.stream().filter(r -> r.getRequestId().equals(ids.get(0)))).hasSize(1);
    assertThat(json(send(purchase().header("Idempotency-Key", key))).get("requestId").stringValue())
        .isEqualTo(ids.get(0));
  }

  @Test
  void refusesTheSameKeyWithAnotherQuantityOrSale() {
    String key = UUID.randomUUID().toString();
    assertThat(send(purchase().header("Idempotency-Key", key)).statusCode()).isEqualTo(200);

    isProblem(
        send(purchase("{\"quantity\":2}").header("Idempotency-Key", key)),
        422,
        "idempotency-key-reused");

    sale = "other-" + sale;
    SECKILL.sale(sale);
    isProblem(send(purchase().header("Idempotency-Key", key)), 422, "idempotency-key-reused");
  }

  @Test
  void tells422WhereSeckillServiceKnowsTheKeyWithAnotherBody() {
    SECKILL.decision = FakeSeckill.refusal(Outcome.OUTCOME_KEY_REUSED, "");

    isProblem(send(purchase()), 422, "idempotency-key-reused");
  }

  @Test
  void deniesNothingOfTheFirstUseOfAKeyThatIsUsedWronglyHere() {
    String key = UUID.randomUUID().toString();
    SECKILL.decision =
        request ->
            request.getQuantity() == 2
                ? FakeSeckill.refusal(Outcome.OUTCOME_KEY_REUSED, "").apply(request)
                : FakeSeckill.success(request);
    isProblem(
        send(purchase("{\"quantity\":2}").header("Idempotency-Key", key)),
        422,
        "idempotency-key-reused");
    String id =
        SECKILL.seen.stream()
            .filter(request -> request.getSaleId().equals(sale))
            .findFirst()
            .orElseThrow()
            .getRequestId();
    reserved(
        id, GetReservationResponse.State.STATE_RESERVED, System.currentTimeMillis() - 31_000, true);

    assertThat(state(id)).isEqualTo("SUCCESS");
    assertThat(send(purchase().header("Idempotency-Key", key)).statusCode()).isEqualTo(200);
  }

  @Test
  void acceptsAtOnceWhoeverDoesNotWantToWait() {
    SECKILL.decision = request -> Optional.empty();

    HttpResponse<String> response = send(purchase().header("Prefer", "respond-async"));

    assertThat(response.statusCode()).isEqualTo(202);
    String id = json(response).get("requestId").stringValue();
    assertThat(response.headers().firstValue("Location")).contains("/api/requests/" + id);
    assertThat(response.headers().firstValue("Preference-Applied")).contains("respond-async");
    assertThat(state(id)).isEqualTo("PENDING");
    await().untilAsserted(() -> assertThat(state(id)).isEqualTo("TIMEOUT"));
  }

  @Test
  void waitsBeforeItAcceptsWhereAskedTo() {
    SECKILL.decision = request -> Optional.empty();
    long began = System.nanoTime();

    HttpResponse<String> response = send(purchase().header("Prefer", "respond-async, wait=1"));

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.headers().firstValue("Preference-Applied"))
        .contains("respond-async, wait=1");
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(Duration.ofSeconds(1), Duration.ofMillis(2_450));

    SECKILL.decision = FakeSeckill::success;
    HttpResponse<String> quick = send(purchase().header("Prefer", "respond-async, wait=5"));
    assertThat(quick.statusCode()).isEqualTo(200);
    assertThat(quick.headers().firstValue("Preference-Applied")).contains("wait=5");
  }

  @Test
  void takesTheDeadlineThatTheShopperPrefers() {
    SECKILL.decision = request -> Optional.empty();
    long began = System.nanoTime();

    HttpResponse<String> response = send(purchase().header("Prefer", "wait=2"));

    isProblem(response, 504, "timeout");
    assertThat(response.headers().firstValue("Preference-Applied")).contains("wait=2");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(2));
  }

  @Test
  void takesTheSameResultAgainAndRefusesAnotherOne() {
    String id = json(send(purchase())).get("requestId").stringValue();
    SeckillRequest request =
        SECKILL.seen.stream().filter(r -> r.getRequestId().equals(id)).findFirst().orElseThrow();

    assertThat(deliver(request, request.getGatewayIncarnation(), id, Outcome.OUTCOME_SUCCESS))
        .isEqualTo(Verdict.VERDICT_ACCEPTED);
    assertThat(deliver(request, request.getGatewayIncarnation(), id, Outcome.OUTCOME_SOLD_OUT))
        .isEqualTo(Verdict.VERDICT_DECIDED_OTHERWISE);
    assertThat(deliver(request, request.getGatewayIncarnation() + 1, id, Outcome.OUTCOME_SUCCESS))
        .isEqualTo(Verdict.VERDICT_NOT_HERE);
    String other = id.substring(0, id.length() - 22) + "AAAAAAAAAAAAAAAAAAAAAA";
    assertThat(deliver(request, request.getGatewayIncarnation(), other, Outcome.OUTCOME_SUCCESS))
        .isEqualTo(Verdict.VERDICT_NOT_HERE);
    assertThat(state(id)).isEqualTo("SUCCESS");
  }

  @Test
  void asksSeckillServiceAboutRequestsItDoesNotKnow() {
    String id = sale + ".AAAAAAAAAAAAAAAAAAAAAA";
    isProblem(send(to("/api/requests/" + id)), 404, "unknown-request");
    isProblem(send(to("/api/requests/nonsense")), 400, "bad-request");

    long now = System.currentTimeMillis();
    reserved(id, GetReservationResponse.State.STATE_RESERVED, now - 29_000, true);
    assertThat(state(id)).isEqualTo("PENDING");
    reserved(id, GetReservationResponse.State.STATE_RESERVED, now - 31_000, false);
    assertThat(state(id)).as("a cancellation may be on its way").isEqualTo("PENDING");
    reserved(id, GetReservationResponse.State.STATE_RESERVED, now - 31_000, true);
    assertThat(state(id)).isEqualTo("SUCCESS");
    reserved(id, GetReservationResponse.State.STATE_CANCELLED, now, false);
    assertThat(state(id)).isEqualTo("TIMEOUT");
  }

  private void reserved(
      String id, GetReservationResponse.State state, long deadline, boolean followed) {
    SECKILL.reservations.put(
        id,
        GetReservationResponse.newBuilder()
            .setState(state)
            .setSaleId(sale)
            .setQuantity(1)
            .setDeadlineEpochMillis(deadline)
            .setFollowed(followed)
            .build());
  }

  private static Verdict deliver(
      SeckillRequest request, long incarnation, String id, Outcome outcome) {
    return SECKILL
        .deliver(
            request.getReplyTo(),
            DeliverRequest.newBuilder()
                .setGatewayIncarnation(incarnation)
                .addResults(Result.newBuilder().setRequestId(id).setOutcome(outcome))
                .build())
        .getVerdicts(0);
  }

  private String state(String id) {
    HttpResponse<String> response = send(to("/api/requests/" + id));
    assertThat(response.statusCode()).isEqualTo(200);
    return json(response).get("outcome").stringValue();
  }
}
