package io.seckill.system;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seckill.contracts.v1.CancelReason;
import io.seckill.contracts.v1.Cancelled;
import io.seckill.contracts.v1.LedgerEntry;
import io.seckill.stack.sale.Answer;
import io.seckill.stack.sale.SaleOptions;
import io.seckill.stack.sale.SaleReport;
import io.seckill.stack.sale.Told;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Sales through two gateways and three seckill-services, seen from outside. */
@ExtendWith(CrashStack.Shared.class)
class SaleJourneyIT {

  private static final Pattern DECISIONS =
      Pattern.compile("(?m)^seckill_seckill_decisions_total\\{[^}]*} (\\S+)$");

  private final CrashStack system;
  private final Http http = new Http();

  SaleJourneyIT(CrashStack system) {
    this.system = system;
  }

  @BeforeEach
  void everythingRuns() {
    system.expectWhole();
  }

  @Test
  void aCrowdBuysWhatThereIsAndNothingMore() throws InterruptedException {
    SaleOptions options = system.sale("crowd", 100, 3000, 500);

    SaleReport report = RunningSale.begin(options).report();

    assertThat(report.violations()).isEmpty();
    assertThat(report.settled()).isTrue();
    assertThat(report.told()).hasSize(3000);
    long bought = report.count(Answer.SUCCESS) + report.decidedLater().getOrDefault("SUCCESS", 0L);
    assertThat(report.ordersStanding()).isEqualTo(bought).isLessThanOrEqualTo(100);
    if (report.count(Answer.TIMEOUT) + report.count(Answer.OUTCOME_UNKNOWN) == 0) {
      // Whoever timed out may have held the last unit when the last shopper asked.
      assertThat(bought).isEqualTo(100);
    }
    assertThat(system.audit(options.saleId()).violations()).isEmpty();
    expectCounted(options.saleId(), bought);
    report.told().values().stream()
        .filter(told -> told.answer() == Answer.SUCCESS)
        .forEach(this::expectNotified);
  }

  private void expectCounted(String saleId, long bought) {
    JsonNode stats = http.get(system.processes().url("stats-1") + "/api/stats/sales/" + saleId);
    assertThat(stats.path("unitsSold").asLong()).isEqualTo(bought);
    assertThat(stats.path("buyers").asLong()).isEqualTo(bought);
    assertThat(stats.path("ordersCreated").asLong() - stats.path("ordersCancelled").asLong())
        .isEqualTo(bought);
  }

  private void expectNotified(Told winner) {
    JsonNode sent =
        http.get(
            system.processes().url("notification-1")
                + "/api/notifications?orderId="
                + winner.orderId());
    assertThat(sent.path("total").asLong()).as("messages for %s", winner).isEqualTo(1);
    JsonNode message = sent.path("items").path(0);
    assertThat(message.path("userId").asString()).isEqualTo(winner.userId());
    assertThat(message.path("event").asString()).isEqualTo("created");
    assertThat(message.path("status").asString()).isEqualTo("SENT");
  }

  @Test
  void everyoneWhoWaitsGetsTheirOwnAnswer() throws InterruptedException {
    SaleOptions options = system.sale("own-answer", 60, 1, 1);
    RunningSale.begin(options).report();
    String saleId = options.saleId();

    Map<String, Http.Said> first = askAll(saleId, 150);
    Map<String, Http.Said> again = askAll(saleId, 150);

    assertThat(first.values()).extracting(said -> said.text("requestId")).doesNotHaveDuplicates();
    assertThat(requestIds(again)).isEqualTo(requestIds(first));
    assertThat(outcomes(again)).isEqualTo(outcomes(first));
    assertThat(system.audit(saleId).violations()).isEmpty();
    Map<String, Http.Said> winners = new HashMap<>(first);
    winners.values().removeIf(said -> said.status() != 200);
    assertThat(winners).isNotEmpty();
    winners.forEach(
        (user, said) -> {
          JsonNode order =
              http.get(system.processes().url("order-1") + "/api/orders/" + said.text("orderId"));
          assertThat(order.path("userId").asString()).isEqualTo(user);
          assertThat(order.path("requestId").asString()).isEqualTo(said.text("requestId"));
        });
  }

  /** Everyone at once, each with a key of their own and always at the same gateway. */
  private Map<String, Http.Said> askAll(String saleId, int shoppers) {
    List<String> gateways = system.gateways();
    Map<String, CompletableFuture<Http.Said>> asked = new HashMap<>();
    for (int i = 0; i < shoppers; i++) {
      String user = "shopper-" + i;
      asked.put(user, http.buy(gateways.get(i % gateways.size()), saleId, user, "key-" + i));
    }
    return asked.entrySet().stream().collect(toMap(Map.Entry::getKey, e -> e.getValue().join()));
  }

  private static Map<String, String> requestIds(Map<String, Http.Said> said) {
    return said.entrySet().stream()
        .collect(toMap(Map.Entry::getKey, e -> e.getValue().text("requestId")));
  }

  private static Map<String, Integer> outcomes(Map<String, Http.Said> said) {
    return said.entrySet().stream().collect(toMap(Map.Entry::getKey, e -> e.getValue().status()));
  }

  @Test
  void aServiceAddedInTheMiddleOfASaleTakesItsShare() throws InterruptedException {
    system.processes().stop("seckill-3");
    SaleOptions before = system.sale("added", 4000, 2000, 200);
    RunningSale first = RunningSale.begin(before);
    first.awaitTold(200);

    // Its counters begin with it, and nothing else is on sale meanwhile.
    system.processes().start("seckill-3");
    SaleOptions after = system.sale("added", 4000, 1500, 150).withSaleId(before.saleId());
    SaleReport second = RunningSale.begin(after).report();

    assertThat(first.report().violations()).isEmpty();
    assertThat(second.violations()).isEmpty();
    assertThat(system.audit(before.saleId()).violations()).isEmpty();
    List<Double> decided = new ArrayList<>();
    for (String name : List.of("seckill-1", "seckill-2", "seckill-3")) {
      decided.add(decisions(name));
    }
    assertThat(decided).as("decisions of each").allMatch(count -> count > 0);
  }

  @Test
  void everyGatewayKnowsThatASaleIsSoldOutUntilAUnitComesBack() throws Exception {
    SaleOptions options = system.sale("sold-out", 5, 20, 100);
    SaleReport report = RunningSale.begin(options).report();
    String saleId = options.saleId();
    List<Api> gateways = system.gateways().stream().map(url -> new Api(URI.create(url))).toList();
    await().until(() -> gateways.stream().allMatch(gateway -> refusesBySelf(gateway, saleId)));

    Told winner =
        report.told().values().stream()
            .filter(told -> told.answer() == Answer.SUCCESS)
            .findFirst()
            .orElseThrow();
    new Stores(system.addresses()).append(cancelled(saleId, winner));

    await().until(() -> gateways.get(1).buy(saleId, newUser(), 1).send().status() == 200);
    await().until(() -> gateways.stream().allMatch(gateway -> refusesBySelf(gateway, saleId)));
    assertThat(system.audit(saleId).violations()).isEmpty();
  }

  /** An answer from the queue names the request. */
  private static boolean refusesBySelf(Api gateway, String saleId) {
    Reply reply = gateway.buy(saleId, newUser(), 1).send();
    return reply.status() == 409 && reply.text("requestId").isEmpty();
  }

  private static String newUser() {
    return "late-" + UUID.randomUUID();
  }

  private static LedgerEntry cancelled(String saleId, Told told) {
    return LedgerEntry.newBuilder()
        .setRequestId(told.orderId())
        .setSaleId(saleId)
        .setUserId(told.userId())
        .setQuantity(1)
        .setWrittenEpochMillis(System.currentTimeMillis())
        .setCancelled(Cancelled.newBuilder().setReason(CancelReason.CANCEL_REASON_UNPAID))
        .build();
  }

  private double decisions(String process) {
    String page = http.getText(system.processes().url(process) + "/actuator/prometheus");
    return DECISIONS
        .matcher(page)
        .results()
        .map((MatchResult line) -> Double.parseDouble(line.group(1)))
        .mapToDouble(Double::doubleValue)
        .sum();
  }
}
