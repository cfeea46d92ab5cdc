package io.seckill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seckill.stack.audit.AuditReport;
import io.seckill.stack.plan.Scale;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Something that a sale needs is down: everybody hears so in time, nobody hears what is not true,
 * and when it is back the sale goes on.
 */
class DependencyDownIT {

  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final Duration ANSWERED_WITHIN = DEADLINE.plusSeconds(1);
  private static final Duration BACK_WITHIN = Duration.ofSeconds(60);
  private static final int CROWD = 20;

  private static RunningSystem system;

  private final String sale = Unique.sale();

  @BeforeAll
  static void start() {
    system =
        RunningSystem.isolated(
            Scale.ones(), Map.of("SECKILL_DEADLINE_MS", Long.toString(DEADLINE.toMillis())));
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  @BeforeEach
  void aSaleThatSells() {
    // A stack that has only just started may take its time over the first.
    await()
        .atMost(BACK_WITHIN)
        .untilAsserted(
            () ->
                assertThat(
                        system
                            .gateway()
                            .put("/api/sales/" + sale)
                            .json("{\"item\":\"Phone\",\"stock\":1000,\"perUser\":1}")
                            .send()
                            .status())
                    .isIn(200, 201));
    sellsAgain();
  }

  @AfterEach
  void everyGuaranteeHolds() throws InterruptedException {
    // Where the test failed halfway, the next one still finds all of it.
    system.stack().startMissing();
    AuditReport report = system.audit();
    assertThat(report.leftToDo()).isEmpty();
    assertThat(report.violations()).isEmpty();
    assertThat(report.findings()).isNotEmpty();
  }

  @Test
  void withoutRedisNobodyWaitsLongerThanTheDeadlineAndTheSaleGoesOnWhenItIsBack() {
    system.stack().stop("Redis");

    List<Reply> told = crowd();

    assertThat(told).extracting(Reply::status).isSubsetOf(503, 504);
    told.forEach(Reply::isProblem);
    Reply shown = system.gateway().get("/api/sales/" + sale).send();
    assertThat(shown.status()).isIn(200, 503);
    if (shown.status() == 200) {
      assertThat(shown.json().path("remaining").isNull()).as(shown.toString()).isTrue();
    } else {
      shown.hasProblem(503, "unavailable");
    }

    system.stack().start("Redis");
    sellsAgain();
  }

  @Test
  void withoutKafkaNobodyWaitsLongerThanTheDeadlineAndTheSaleGoesOnWhenItIsBack() {
    system.stack().stop("Kafka");

    List<Reply> told = crowd();

    assertThat(told).extracting(Reply::status).containsOnly(503);
    told.forEach(Reply::isProblem);
    List<String> open =
        told.stream()
            .map(reply -> reply.header("Location"))
            .filter(location -> !location.isEmpty())
            .toList();

    system.stack().start("Kafka");
    sellsAgain();
    // Who was told that nobody knows can ask, and hears the truth in the end.
    open.forEach(
        location ->
            await()
                .atMost(BACK_WITHIN)
                .untilAsserted(
                    () -> {
                      Reply asked = system.gateway().get(location).send();
                      assertThat(asked.status()).as(asked.toString()).isIn(200, 404);
                      assertThat(asked.text("outcome")).isNotEqualTo("PENDING");
                    }));
  }

  @Test
  void withoutSeckillServiceKnownSalesTimeOutUnknownOnesAreUnavailableAndAllGoesOnAfterwards() {
    system.stack().kill("seckill-1");

    List<Reply> told = crowd();
    Reply unknown = system.gateway().buy("never-seen", Unique.user(), 1).send();
    Reply shown = system.gateway().get("/api/sales/" + sale).send();
    Reply created =
        system
            .gateway()
            .put("/api/sales/" + Unique.sale())
            .json("{\"item\":\"x\",\"stock\":1,\"perUser\":1}")
            .send();

    assertThat(told).extracting(Reply::status).isSubsetOf(503, 504);
    told.forEach(Reply::isProblem);
    told.stream()
        .filter(reply -> reply.status() == 504)
        .forEach(
            reply ->
                assertThat(
                        system
                            .gateway()
                            .get("/api/requests/" + reply.text("requestId"))
                            .send()
                            .text("outcome"))
                    .isEqualTo("TIMEOUT"));
    unknown.hasProblem(503, "unavailable");
    shown.hasProblem(503, "unavailable");
    created.hasProblem(503, "unavailable");

    system.stack().start("seckill-1");
    sellsAgain();
  }

  /** Many at a time, each of whom is answered in time. */
  private List<Reply> crowd() {
    long began = System.nanoTime();
    List<CompletableFuture<Reply>> asked =
        IntStream.range(0, CROWD)
            .mapToObj(i -> system.gateway().buy(sale, Unique.user(), 1).sendAsync())
            .toList();
    List<Reply> told = asked.stream().map(CompletableFuture::join).toList();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(ANSWERED_WITHIN);
    return told;
  }

  /** A crowd at a time, until every one of a crowd gets what they want. */
  private void sellsAgain() {
    await()
        .atMost(BACK_WITHIN)
        .untilAsserted(() -> assertThat(crowd()).extracting(Reply::status).containsOnly(200));
  }
}
