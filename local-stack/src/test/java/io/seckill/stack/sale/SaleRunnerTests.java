package io.seckill.stack.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a crowd asks, and what is kept of the answers. */
class SaleRunnerTests extends SaleOnAFakeSystem {

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
    SaleReport report = hold(options(1000, 500).withConnections(1));

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

    SaleReport report = hold(options(3000, 0).withConnections(8));

    assertThat(report.told()).hasSize(3000);
    assertThat(report.count(Answer.SOLD_OUT)).isEqualTo(3000);
    assertThat(most.get()).isBetween(1, 8);
  }

  @Test
  void sharesShoppersOutAmongTheGatewaysInTurn() throws Exception {
    try (FakeSystem second = new FakeSystem()) {
      SaleReport report =
          hold(options(200, 1000).withGateways(List.of(system.address(), second.address())));

      assertThat(report.count(Answer.SOLD_OUT)).isEqualTo(200);
      assertThat(system.asked()).isEqualTo(100);
      assertThat(second.asked()).isEqualTo(100);
    }
  }

  @Test
  void aGatewayThatIsDownCostsOnlyItsOwnShoppers() throws Exception {
    SaleReport report =
        hold(options(100, 1000).withGateways(List.of(system.address(), deadAddress())));

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

    SaleReport report = hold(options(20, 200).withAnswerWithin(Duration.ofMillis(300)));
    silence.countDown();

    assertThat(report.count(Answer.NO_ANSWER)).isEqualTo(1);
    assertThat(report.told().values())
        .filteredOn(told -> told.answer() == Answer.NO_ANSWER)
        .allSatisfy(told -> assertThat(told.detail()).startsWith("no answer within"));
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

    SaleReport report = hold(options(50, 500).withLog(file));

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

  private static long micros(SaleReport report, double percentile) {
    return report.decisionMicros().getValueAtPercentile(percentile);
  }

  private static URI deadAddress() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
  }
}
