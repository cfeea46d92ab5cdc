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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Processes are asked to stop (SIGTERM) in the middle of a sale. Each answers whoever waits, keeps
 * what it did, and ends soon and by itself.
 */
@ExtendWith(CrashStack.Shared.class)
class GracefulStopJourneyIT {

  private static final int SHOPPERS = 2400;

  /** A second: a minute for five processes to stop, also where they are slow to. */
  private static final int RATE = 40;

  private static final int STOCK = 1600;

  /** The launcher kills who does not end in time. */
  private static final int ENDED_BY_SIGTERM = 128 + 15;

  /**
   * The farewell lasts half a second; what is sent before it is nearly over is answered. What is
   * sent later may cross the closing of its connection or of the port: HTTP cannot tell a client
   * earlier than with the answer before.
   */
  private static final long FAREWELL_MICROS = 400_000;

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

  /**
   * One after the other, those behind the queue first: what they leave to do is done once, by those
   * who come after them.
   */
  @Test
  void everyShopperIsAnsweredWhileOneProcessOfEachServiceStops() throws InterruptedException {
    // A gateway that an earlier test has just started may leave shoppers alone without being asked
    // to stop.
    system.warmUp();
    SaleOptions options = system.sale("stop-each", STOCK, SHOPPERS, RATE);
    RunningSale sale = RunningSale.begin(options);
    sale.awaitTold(SHOPPERS / 8);

    for (String name : List.of("stats-1", "notification-1", "order-1", "seckill-1")) {
      stopInTheMiddleOf(sale, name);
    }
    long gatewayWasAsked = sale.nowMicros();
    stopInTheMiddleOf(sale, "gateway-2");
    system.expectWhole();
    SaleReport report = sale.report();

    expectAnsweredByAllWhoCould(report, gatewayWasAsked);
    assertThat(report.violations()).isEmpty();
    assertThat(report.told()).hasSize(SHOPPERS);
    assertThat(report.count(Answer.NOT_UNDERSTOOD)).isZero();
    expectAudited(options.saleId());
    assertThat(figure("notification-1", "seckill_notification_repeats_total"))
        .as("events published or taken a second time, as if they had not been committed")
        .isZero();
  }

  private static void expectAnsweredByAllWhoCould(SaleReport report, long gatewayWasAsked) {
    String gateway = authority(report.options().gateways().get(1));
    List<Told> unanswered = told(report, Answer.NO_ANSWER);
    assertThat(unanswered)
        .as("not answered by a gateway that did not stop, or sent before it was asked to")
        .allMatch(told -> told.gateway().equals(gateway) && told.sentMicros() >= gatewayWasAsked);
    assertThat(
            unanswered.stream().filter(told -> !told.detail().matches("no(t sent| connection):.*")))
        .as("sent over a connection, and not answered")
        .allMatch(told -> told.sentMicros() >= gatewayWasAsked + FAREWELL_MICROS);
    assertThat(told(report, Answer.UNAVAILABLE))
        .as("refused by a gateway that could have answered")
        .isEmpty();
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

    system.signal("STOP", SECKILLS);
    try {
      asked =
          Stream.generate(() -> gateway.buy(saleId, Unique.user(), 1).header("Prefer", "wait=8"))
              .limit(100)
              .map(Api.Call::sendAsync)
              .toList();
      await().until(() -> figure("gateway-2", "seckill_gateway_waiting") == 100);
      stopped = CompletableFuture.runAsync(() -> stop("gateway-2"));
      await().until(() -> refuses(address));
    } finally {
      system.signal("CONT", SECKILLS);
    }

    assertThat(asked).extracting(one -> one.join().status()).containsOnly(200);
    stopped.join();
    system.expectWhole();
    expectAudited(saleId);
  }

  private void stopInTheMiddleOf(RunningSale sale, String name) {
    assertThat(sale.isOn()).as("%s is asked to stop in the middle of the sale", name).isTrue();
    stop(name);
  }

  /** Asks it to stop and expects that it does, by itself and in time. */
  private void stop(String name) {
    LocalProcess process = system.processes().process(name);
    system.processes().stop(name);
    assertThat(process.exitCode()).hasValue(ENDED_BY_SIGTERM);
  }

  private void expectAudited(String saleId) throws InterruptedException {
    AuditReport audit = system.audit(saleId);
    assertThat(audit.leftToDo()).isEmpty();
    assertThat(audit.violations()).isEmpty();
  }

  private static List<Told> told(SaleReport report, Answer answer) {
    return report.told().values().stream().filter(told -> told.answer() == answer).toList();
  }

  private static String authority(URI address) {
    return address.getHost() + ":" + address.getPort();
  }

  /** A figure that it tells of itself since it started. */
  private double figure(String process, String name) {
    String page = http.getText(system.processes().url(process) + "/actuator/prometheus");
    Matcher line = Pattern.compile("(?m)^" + name + "(?:\\{[^}]*})? (\\S+)$").matcher(page);
    assertThat(line.find()).as("%s has a figure %s", process, name).isTrue();
    return Double.parseDouble(line.group(1));
  }

  private static boolean refuses(URI gateway) {
    try (Socket connected = new Socket(gateway.getHost(), gateway.getPort())) {
      return !connected.isConnected();
    } catch (IOException refused) {
      return true;
    }
  }
}
