package io.seckill.seckill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.CloseRequest;
import io.seckill.contracts.v1.GetReservationResponse.State;
import io.seckill.contracts.v1.LedgerEntry;
import io.seckill.contracts.v1.Outcome;
import io.seckill.contracts.v1.Verdict;
import io.seckill.testing.servers.TestServers;
import io.seckill.testing.spans.CollectedSpans;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.kafka.core.KafkaTemplate;

/** What becomes of a reservation whose shopper gave up, or whose gateway or Redis is lost. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "spring.grpc.server.port=0")
@Import({TestServers.class, CollectedSpans.class})
class ReservationsIT {

  @Autowired private ApplicationContext service;
  @Autowired private KafkaTemplate<byte[], byte[]> kafka;
  @Autowired private StringRedisTemplate redis;

  private TestSale sale;

  @BeforeEach
  void open() throws IOException {
    sale = new TestSale(service, 3);
  }

  @AfterEach
  void close() {
    sale.close();
  }

  @Test
  void aSuccessThatCameTooLateIsCancelledInTheLedgerAndItsUnitGoesBackOnSale() {
    sale.gateway().answerWith(result -> Verdict.VERDICT_DECIDED_OTHERWISE);
    String late = sale.send("u");
    await().until(() -> !sale.gateway().resultsOf(late).isEmpty());
    await().untilAsserted(() -> assertThat(sale.state().getRemaining()).isEqualTo(3));
    assertThat(sale.ledger().stream().filter(LedgerEntry::hasCancelled)).hasSize(1);
    assertThat(sale.reservation(late).getState()).isEqualTo(State.STATE_CANCELLED);
  }

  @Test
  void aReservationOfAGatewayThatIsGoneIsKept() {
    sale.gateway().stop();
    awaitReserved(sale.send("u"));
    await().until(() -> sale.ledger().size() == 1);
    assertThat(sale.ledger().get(0).hasReserved()).isTrue();
  }

  @Test
  void aReservationLongPastItsDeadlineIsFinalOnceTheLedgerWasFollowed() {
    String request = sale.newRequestId();
    long deadline = System.currentTimeMillis() - 25_000;
    sale.gateway().stop();
    sale.send(request, "u", Duration.ofSeconds(35));
    awaitReserved(request);
    assertThat(sale.reservation(request).getFollowed())
        .as("its gateway may still cancel it")
        .isFalse();

    String old = sale.newRequestId();
    LedgerEntry entry = sale.ledger().get(0).toBuilder().setRequestId(old).setUserId("v").build();
    LedgerEntry late =
        entry.toBuilder()
            .setReserved(entry.getReserved().toBuilder().setDeadlineEpochMillis(deadline))
            .build();
    kafka.send(Topics.RESERVATIONS, old.getBytes(UTF_8), late.toByteArray()).join();
    awaitReserved(old);
    await().until(() -> sale.reservation(old).getFollowed());
  }

  @Test
  void aWipedRedisIsRebuiltFromTheLedger() {
    String winner = sale.send("u");
    sale.awaitOutcome(winner, Outcome.OUTCOME_SUCCESS);
    wipeRedis();
    String again = sale.send("u");
    sale.awaitOutcome(again, Outcome.OUTCOME_LIMIT_EXCEEDED);
    assertThat(sale.state().getRemaining()).isEqualTo(2);
    assertThat(sale.reservation(winner).getState()).isEqualTo(State.STATE_RESERVED);
  }

  @Test
  void aReservationThatOutlivesItsFenceIsWrittenAgainUnderThePresentOne() {
    String winner = sale.send("u");
    sale.awaitOutcome(winner, Outcome.OUTCOME_SUCCESS);
    LedgerEntry entry = sale.ledger().get(0);
    long fell = entry.getReserved().getFence();
    wipeRedis();
    String next = sale.send("v");
    sale.awaitOutcome(next, Outcome.OUTCOME_SUCCESS);
    long present = fences(next).iterator().next();
    assertThat(present).isNotZero().isNotEqualTo(fell);

    String late = sale.newRequestId();
    LedgerEntry stray = entry.toBuilder().setRequestId(late).setUserId("w").build();
    kafka.send(Topics.RESERVATIONS, late.getBytes(UTF_8), stray.toByteArray()).join();
    await().until(() -> fences(late).equals(Set.of(fell, present)));
    assertThat(sale.state().getRemaining()).isZero();
  }

  @Test
  void whatIsAboutToBeCancelledIsKeptFromOtherTriesAlsoByARedisThatWasWiped() {
    String request = sale.newRequestId();
    CloseRequest first =
        CloseRequest.newBuilder()
            .setSaleId(sale.id())
            .setGatewayIncarnation(2)
            .addRequestIds(request)
            .addDeadlinesEpochMillis(System.currentTimeMillis())
            .build();
    assertThat(sale.sales().close(first).getClosedList()).containsExactly(true);
    wipeRedis();
    sale.send(request, "u", Duration.ofSeconds(5));
    sale.awaitOutcome(sale.send("u"), Outcome.OUTCOME_SUCCESS);
    assertThat(sale.gateway().resultsOf(request)).isEmpty();
    assertThat(sale.ledger().stream().filter(entry -> entry.getRequestId().equals(request)))
        .allMatch(LedgerEntry::hasClosing);
  }

  @Test
  void whileRedisIsDownRequestsWaitAndThenAreDecided() {
    TestServers.redis().stop();
    String request = sale.newRequestId();
    sale.send(request, "u", Duration.ofSeconds(60));
    assertThat(sale.state().getStockKnown()).isFalse();
    TestServers.redis().start();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !sale.gateway().resultsOf(request).isEmpty());
    assertThat(sale.outcome(request)).isEqualTo(Outcome.OUTCOME_SUCCESS);
  }

  private void awaitReserved(String requestId) {
    await().until(() -> sale.reservation(requestId).getState() == State.STATE_RESERVED);
  }

  /** Under which fences the ledger has a reservation of the request. */
  private Set<Long> fences(String requestId) {
    return sale.ledger().stream()
        .filter(entry -> entry.getRequestId().equals(requestId))
        .map(entry -> entry.getReserved().getFence())
        .collect(Collectors.toSet());
  }

  private void wipeRedis() {
    redis.execute(
        (RedisCallback<Object>)
            connection -> {
              connection.serverCommands().flushAll();
              return null;
            });
  }
}
