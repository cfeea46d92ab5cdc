package io.seckill.stack.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seckill.stack.sale.Violation.Kind;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaleRunnerTests {

  private final FakeSystem system = new FakeSystem();

  @AfterEach
  void close() {
    system.close();
  }

  @Test
  void countsWhatEachShopperHeardAndFindsItAgrees() throws Exception {
    system.sells(
        purchase -> {
          switch (purchase.number() % 5) {
            case 0 -> purchase.win();
            case 1 -> purchase.problem(409, "limit-exceeded");
            case 2 -> purchase.problem(429, "rate-limited");
            case 3 -> purchase.problem(503, "backlogged");
            default -> purchase.soldOut();
          }
        });

    SaleReport report = hold(options(1000, 2000));

    assertThat(report.count(Answer.SUCCESS)).isEqualTo(200);
    assertThat(report.count(Answer.LIMIT_EXCEEDED)).isEqualTo(200);
    assertThat(report.count(Answer.RATE_LIMITED)).isEqualTo(200);
    assertThat(report.count(Answer.BACKLOGGED)).isEqualTo(200);
    assertThat(report.count(Answer.SOLD_OUT)).isEqualTo(200);
    assertThat(report.told()).hasSize(1000);
    assertThat(report.ordersStanding()).isEqualTo(200);
    assertThat(report.violations()).isEmpty();
    assertThat(report.settled()).isTrue();
    assertThat(system.asked()).isEqualTo(1000);
  }

  @Test
  void fixesTheTimeOfEachShopperByTheRateAndSendsNobodyEarlier() throws Exception {
    SaleReport report = hold(options(500, 1000));

    assertThat(report.told().values())
        .allSatisfy(
            told -> {
              assertThat(told.intendedMicros()).isEqualTo(told.shopper() * 1000L);
              assertThat(told.sentMicros()).isGreaterThanOrEqualTo(told.intendedMicros());
              assertThat(told.answeredMicros()).isGreaterThan(told.sentMicros());
            });
    assertThat(report.load()).isGreaterThanOrEqualTo(Duration.ofMillis(499));
  }

  @Test
  void showsAStallOfTheSystemInTheTimesOfAllWhoWereDueMeanwhile() throws Exception {
    AtomicInteger stalled = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);
    system.sells(
        purchase -> {
          // One connection, so this stall holds up everybody behind it, as a stalled system does.
          if (purchase.number() == 200 && stalled.getAndIncrement() == 0) {
            assertThat(never.await(500, TimeUnit.MILLISECONDS)).isFalse();
          }
          purchase.soldOut();
        });

    // 500 ms at 500 a second are 250 shoppers of 1000: a generator that waits with its clock would
    // show one slow answer in 1000, and a p99 of about a millisecond.
    SaleReport report = hold(options(1000, 500).withLoad(500, 1));

    assertThat(micros(report, 99)).isGreaterThan(450_000);
    assertThat(micros(report, 85)).isGreaterThan(100_000);
    assertThat(report.lagMicros().getValueAtPercentile(99)).isGreaterThan(400_000);
  }

  @Test
  void sendsAsFastAsItsConnectionsGoWhereTheRateIsZero() throws Exception {
    AtomicInteger open = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    system.sells(
        purchase -> {
          most.accumulateAndGet(open.incrementAndGet(), Math::max);
          open.decrementAndGet();
          purchase.soldOut();
        });

    SaleReport report = hold(options(3000, 0).withLoad(0, 8));

    assertThat(report.told()).hasSize(3000);
    assertThat(report.count(Answer.SOLD_OUT)).isEqualTo(3000);
    assertThat(most.get()).isBetween(1, 8);
  }

  @Test
  void sharesShoppersOutAmongTheGatewaysInTurn() throws Exception {
    try (FakeSystem second = new FakeSystem()) {
      SaleReport report =
          hold(
              options(200, 1000).at(List.of(system.address(), second.address()), system.address()));

      assertThat(report.count(Answer.SOLD_OUT)).isEqualTo(200);
      assertThat(system.asked()).isEqualTo(100);
      assertThat(second.asked()).isEqualTo(100);
    }
  }

  @Test
  void aGatewayThatIsDownCostsOnlyItsOwnShoppers() throws Exception {
    SaleReport report =
        hold(options(100, 1000).at(List.of(system.address(), deadAddress()), system.address()));

    assertThat(report.count(Answer.SOLD_OUT)).isEqualTo(50);
    assertThat(report.count(Answer.NO_ANSWER)).isEqualTo(50);
    assertThat(report.agrees()).isTrue();
  }

  @Test
  void givesUpOnSilenceAndSaysSo() throws Exception {
    CountDownLatch silence = new CountDownLatch(1);
    system.sells(
        purchase -> {
          if (purchase.number() == 3) {
            silence.await();
          }
          purchase.soldOut();
        });

    SaleReport report =
        hold(options(20, 200).withPatience(Duration.ofMillis(300), Duration.ofSeconds(5)));
    silence.countDown();

    assertThat(report.count(Answer.NO_ANSWER)).isEqualTo(1);
    assertThat(report.told().values())
        .filteredOn(told -> told.answer() == Answer.NO_ANSWER)
        .allSatisfy(told -> assertThat(told.detail()).startsWith("no answer within"));
  }

  @Test
  void findsASuccessThatWasToldAndIsNoOrder() throws Exception {
    system.sells(FakeSystem.Purchase::tellSuccess);

    assertThat(kinds(hold(impatient(3)))).containsOnly(Kind.SUCCESS_WITHOUT_ORDER).hasSize(3);
  }

  @Test
  void findsASecondOrderBesideTheOneThatWasTold() throws Exception {
    system.sells(
        purchase -> {
          purchase.order("another-" + purchase.userId(), 1, "PENDING_PAYMENT");
          purchase.win();
        });

    assertThat(kinds(hold(impatient(3)))).containsOnly(Kind.SUCCESS_WITH_OTHER_ORDER).hasSize(3);
  }

  @Test
  void findsAnOrderOfSomebodyWhoWasToldTimeout() throws Exception {
    system.sells(
        purchase -> {
          purchase.order();
          purchase.problem(504, "timeout");
        });

    SaleReport report = hold(impatient(3));

    assertThat(kinds(report)).containsOnly(Kind.FAILURE_WITH_ORDER).hasSize(3);
    assertThat(report.count(Answer.TIMEOUT)).isEqualTo(3);
    assertThat(report.settled()).isFalse();
  }

  @Test
  void aCancelledOrderIsNoOrder() throws Exception {
    system.sells(
        purchase -> {
          purchase.order("r-" + purchase.userId(), 1, "CANCELLED");
          purchase.problem(504, "timeout");
        });

    assertThat(hold(impatient(3)).agrees()).isTrue();
  }

  @Test
  void asksAfterwardsWhereTheOutcomeWasUnknown() throws Exception {
    system.sells(
        purchase -> {
          if (purchase.number() == 0) {
            purchase.order();
            purchase.leaveUnknown(503, "SUCCESS");
          } else {
            purchase.leaveUnknown(503, "TIMEOUT");
          }
        });

    SaleReport report = hold(options(5, 100));

    assertThat(report.agrees()).isTrue();
    assertThat(report.count(Answer.OUTCOME_UNKNOWN)).isEqualTo(5);
    assertThat(report.decidedLater()).containsEntry("SUCCESS", 1L).containsEntry("TIMEOUT", 4L);
  }

  @Test
  void findsARequestThatIsNeverDecided() throws Exception {
    system.sells(purchase -> purchase.leaveUnknown(202, "PENDING"));

    assertThat(kinds(hold(impatient(3)))).containsOnly(Kind.NEVER_DECIDED).hasSize(3);
  }

  @Test
  void anOrderOfSomebodyWhoHeardNothingMustBeConfirmedByItsRequest() throws Exception {
    system.sells(
        purchase -> {
          purchase.order();
          if (purchase.number() > 0) {
            purchase.confirmLater("SUCCESS");
          }
          purchase.hangUp();
        });

    SaleReport report = hold(impatient(4));

    assertThat(report.count(Answer.NO_ANSWER)).isEqualTo(4);
    assertThat(kinds(report)).containsExactly(Kind.ORDER_NOT_CONFIRMED);
  }

  @Test
  void takesNothingForGrantedThatTheContractDoesNotKnow() throws Exception {
    system.sells(
        purchase -> {
          switch (purchase.number()) {
            case 0 -> purchase.raw(500, "<html>");
            case 1 -> purchase.raw(200, "{\"outcome\":\"SUCCESS\"}");
            case 2 -> purchase.raw(502, "");
            default -> purchase.raw(400, "{\"type\":\"/problems/bad-request\"}");
          }
        });

    SaleReport report = hold(impatient(4));

    assertThat(report.count(Answer.NOT_UNDERSTOOD)).isEqualTo(3);
    assertThat(report.count(Answer.REJECTED)).isEqualTo(1);
    assertThat(SaleTable.of(report)).contains("the first of the other errors");
  }

  @Test
  void saysWhyASaleCannotBeCreated() {
    system.createsSalesWith(409);

    assertThatExceptionOfType(SaleFailedException.class)
        .isThrownBy(() -> hold(options(1, 1)))
        .withMessageContaining("could not be created")
        .withMessageContaining("409");
  }

  @Test
  void writesALogThatReadsBackAsItWasTold(@TempDir Path folder) throws Exception {
    system.sells(
        purchase -> {
          if (purchase.number() % 2 == 0) {
            purchase.win();
          } else {
            purchase.hangUp();
          }
        });
    Path file = folder.resolve("told.tsv");

    SaleReport report = hold(options(50, 500).loggedTo(file));

    assertThat(ToldLog.read(file)).containsExactlyInAnyOrderElementsOf(report.told().values());
    Files.writeString(file, "told-success\tSUCC", StandardOpenOption.APPEND);
    assertThat(ToldLog.read(file)).hasSize(50);
  }

  @Test
  void letsAListenerWatch() throws Exception {
    system.sells(FakeSystem.Purchase::win);
    List<String> seen = new ArrayList<>();
    SaleListener listener =
        new SaleListener() {
          @Override
          public void opened(SaleOptions options) {
            seen.add("opened");
          }

          @Override
          public void progress(long told, long succeeded) {
            if (told == 10) {
              seen.add("told %d, %d bought".formatted(told, succeeded));
            }
          }

          @Override
          public void settling() {
            seen.add("settling");
          }
        };

    new SaleRunner(options(10, 500), listener).run();

    assertThat(seen).containsExactly("opened", "told 10, 10 bought", "settling");
  }

  private SaleOptions options(int shoppers, int rate) {
    return SaleOptions.defaults()
        .withCrowd(shoppers, 100)
        .withLoad(rate, 32)
        .at(List.of(system.address()), system.address())
        .withPatience(Duration.ofSeconds(5), Duration.ofSeconds(10));
  }

  private SaleOptions impatient(int shoppers) {
    return options(shoppers, 100).withPatience(Duration.ofSeconds(5), Duration.ofSeconds(1));
  }

  private static SaleReport hold(SaleOptions options) throws InterruptedException {
    return new SaleRunner(options, SaleListener.NONE).run();
  }

  private static List<Kind> kinds(SaleReport report) {
    return report.violations().stream().map(Violation::kind).toList();
  }

  private static long micros(SaleReport report, double percentile) {
    return report.decisionMicros().getValueAtPercentile(percentile);
  }

  private static URI deadAddress() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
  }
}
