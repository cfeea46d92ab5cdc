package io.seckill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seckill.stack.audit.AuditReport;
import io.seckill.stack.process.LocalProcess;
import io.seckill.stack.sale.Answer;
import io.seckill.stack.sale.SaleOptions;
import io.seckill.stack.sale.SaleReport;
import io.seckill.stack.sale.Told;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One process is asked to stop (SIGTERM) in the middle of a sale, and is started again. It answers
 * whoever waits, keeps what it did, and ends soon.
 */
@ExtendWith(CrashStack.Shared.class)
class GracefulStopJourneyIT {

  private static final int SHOPPERS = 2000;
  private static final int RATE = 200;
  private static final int STOCK = 1400;

  private static final Duration STOPS_WITHIN = Duration.ofSeconds(20);
  private static final int ENDED_BY_SIGTERM = 128 + 15;

  /**
   * Requests that crossed the closing of their connection or of the port: HTTP cannot tell a client
   * earlier than with the answer before.
   */
  private static final int CROSSED_MAX = 2;

  private static final Pattern WAITING =
      Pattern.compile("(?m)^seckill_gateway_waiting(?:\\{[^}]*})? (\\S+)$");

  private static final List<String> SECKILLS = List.of("seckill-1", "seckill-2", "seckill-3");

  private final CrashStack system;
  private final Http http = new Http();

  GracefulStopJourneyIT(CrashStack system) {
    this.system = system;
  }

  @BeforeEach
  void everythingRuns() {
    system.expectWhole();
  }

  @ParameterizedTest
  @ValueSource(strings = {"seckill-1", "order-1", "notification-1", "stats-1"})
  void everyShopperIsAnsweredWhileAServiceStops(String process) throws InterruptedException {
    SaleOptions options = system.sale("stop-" + process, STOCK, SHOPPERS, RATE);
    RunningSale sale = RunningSale.begin(options);
    sale.awaitTold(SHOPPERS / 4);

    stop(process);
    assertThat(sale.isOn()).as("stopped in the middle of the sale").isTrue();
    system.processes().start(process);
    SaleReport report = sale.report();

    assertThat(unanswered(report)).isEmpty();
    expectTrue(report);
  }

  @Test
  void everyShopperOfAGatewayIsAnsweredUntilItHasClosed() throws InterruptedException {
    SaleOptions options = system.sale("stop-gateway", STOCK, SHOPPERS, RATE);
    RunningSale sale = RunningSale.begin(options);
    sale.awaitTold(SHOPPERS / 4);

    long askedToStop = sale.nowMicros();
    stop("gateway-2");
    assertThat(sale.isOn()).as("stopped in the middle of the sale").isTrue();
    system.processes().start("gateway-2");
    SaleReport report = sale.report();

    List<Told> unanswered = unanswered(report);
    assertThat(unanswered).allMatch(told -> told.gateway().equals(authority("gateway-2")));
    assertThat(unanswered)
        .as("sent before the gateway was asked to stop, and not answered")
        .noneMatch(told -> told.sentMicros() < askedToStop);
    assertThat(unanswered.stream().filter(told -> !told.detail().startsWith("no connection")))
        .as("sent over a connection, and not answered")
        .hasSizeLessThanOrEqualTo(CROSSED_MAX);
    assertThat(report.told().values().stream().filter(told -> told.answer() == Answer.UNAVAILABLE))
        .as("refused by a gateway that could have answered")
        .isEmpty();
    expectTrue(report);
  }

  @Test
  void requestsWaitWhileTheOnlySeckillServiceStopsAndStartsAgain() throws InterruptedException {
    system.processes().stop("seckill-2");
    system.processes().stop("seckill-3");
    SaleOptions options = system.sale("stop-only", STOCK, SHOPPERS, RATE);
    RunningSale sale = RunningSale.begin(options);
    sale.awaitTold(SHOPPERS / 4);

    stop("seckill-1");
    assertThat(sale.isOn()).as("stopped in the middle of the sale").isTrue();
    system.processes().start("seckill-1");
    SaleReport report = sale.report();

    assertThat(unanswered(report)).isEmpty();
    assertThat(report.count(Answer.SUCCESS)).isPositive();
    expectTrue(report);
  }

  /** Nobody decides while the gateway is asked to stop, so that a whole crowd waits there. */
  @Test
  void aCrowdThatWaitsAtAGatewayIsAnsweredOnItsConnections() throws Exception {
    String saleId = Unique.sale();
    URI address = URI.create(system.processes().url("gateway-2"));
    Api gateway = new Api(address);
    gateway.hasSale(saleId, 1000, 1);
    gateway.buy(saleId, Unique.user(), 1).send().has(200);
    List<CompletableFuture<Reply>> asked;
    CompletableFuture<Void> stopped;

    signal("STOP", SECKILLS);
    try {
      asked =
          Stream.generate(() -> gateway.buy(saleId, Unique.user(), 1).header("Prefer", "wait=8"))
              .limit(100)
              .map(Api.Call::sendAsync)
              .toList();
      await().until(() -> waiting(address) == 100);
      stopped = CompletableFuture.runAsync(() -> stop("gateway-2"));
      await().until(() -> refuses(address));
    } finally {
      signal("CONT", SECKILLS);
    }

    assertThat(asked).extracting(one -> one.join().status()).containsOnly(200);
    stopped.join();
    system.processes().start("gateway-2");
    expectAudited(saleId);
  }

  /** Asks it to stop and expects that it does, by itself and in time. */
  private void stop(String name) {
    LocalProcess process = system.processes().process(name);
    long began = System.nanoTime();
    system.processes().stop(name);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(STOPS_WITHIN);
    assertThat(process.exitCode()).hasValue(ENDED_BY_SIGTERM);
  }

  private void expectTrue(SaleReport report) throws InterruptedException {
    assertThat(report.violations()).isEmpty();
    assertThat(report.told()).hasSize(SHOPPERS);
    assertThat(report.count(Answer.NOT_UNDERSTOOD)).isZero();
    expectAudited(report.options().saleId());
  }

  private void expectAudited(String saleId) throws InterruptedException {
    AuditReport audit = system.audit(saleId);
    assertThat(audit.leftToDo()).isEmpty();
    assertThat(audit.violations()).isEmpty();
  }

  private static List<Told> unanswered(SaleReport report) {
    return report.told().values().stream()
        .filter(told -> told.answer() == Answer.NO_ANSWER)
        .toList();
  }

  private String authority(String name) {
    return system.processes().url(name).replace("http://", "");
  }

  private double waiting(URI gateway) {
    Matcher line = WAITING.matcher(http.getText(gateway + "/actuator/prometheus"));
    return line.find() ? Double.parseDouble(line.group(1)) : 0;
  }

  private static boolean refuses(URI gateway) {
    try (Socket connected = new Socket(gateway.getHost(), gateway.getPort())) {
      return !connected.isConnected();
    } catch (IOException refused) {
      return true;
    }
  }

  private void signal(String signal, List<String> names) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
    names.forEach(name -> command.add(Long.toString(system.processes().process(name).pid())));
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }
}
