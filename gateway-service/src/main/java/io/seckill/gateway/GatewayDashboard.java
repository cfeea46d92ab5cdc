package io.seckill.gateway;

import io.seckill.dashboard.Arrow;
import io.seckill.dashboard.Dashboard;
import io.seckill.dashboard.DashboardBuilder;
import io.seckill.dashboard.Meters;
import io.seckill.dashboard.Series;
import io.seckill.dashboard.State;
import io.seckill.gateway.rehearsal.Rehearsals;
import io.seckill.gateway.sale.SeckillServices;
import io.seckill.gateway.signal.SoldOutSales;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the gateway's page shows: who is answered what, how fast, and who still waits. */
@Configuration(proxyBeanMethods = false)
class GatewayDashboard {

  private static final String ANSWERS = "seckill.gateway.requests";

  @Bean
  Dashboard dashboard(
      Meters meters, SoldOutSales soldOut, SeckillServices services, Rehearsals rehearsals) {
    DashboardBuilder page =
        Dashboard.of(
            "gateway-service",
            "Takes the crowd over HTTP, lets in as many as there are tokens, and answers each.");
    if (rehearsals.allowed()) {
      page.action("Hold a sale", "shoppers", rehearsals.action(), rehearsals::progress)
          .note(
              "Shoppers of its own ask this gateway over HTTP, like everybody else; watch the"
                  + " picture.");
    }
    return fill(page, meters, soldOut, services);
  }

  private static Dashboard fill(
      DashboardBuilder page, Meters meters, SoldOutSales soldOut, SeckillServices services) {
    DoubleSupplier waiting = meters.gauge("seckill.gateway.waiting");
    DoubleSupplier tokens = meters.gauge("seckill.gateway.tokens");
    return page.arrow(Arrow.SHOPPERS_GATEWAY, meters.counter("seckill.gateway.asked"))
        .arrow(Arrow.GATEWAY_SHOPPERS, meters.counter(ANSWERS))
        .arrow(Arrow.GATEWAY_REQUESTS, meters.counter("seckill.gateway.published"))
        .arrow(Arrow.SECKILL_GATEWAY, () -> decided(meters))
        .figure("Waiting for a decision", "requests", waiting)
        .note("Shoppers whose HTTP request is open; no thread waits with them.")
        .figure("Tokens left", "tokens", tokens)
        .withoutValue("no limit")
        .note("Each request takes one; without one it is told 429 at once.")
        .figure(
            "Makes all gateways' tokens",
            "1 = leads, 0 = stands by",
            meters.gauge("seckill.gateway.tokens.generator"))
        .onlyWithValue()
        .note("With tokens out of a queue one gateway fills it; another takes over within seconds.")
        .figure(
            "Expected wait", "s", meters.gauge("seckill.gateway.queue.wait", "lane", "ordinary"))
        .alarmAbove(2)
        .note("In the ordinary lane, by how long it is and how fast it is worked off.")
        .figure("Not told in time", "answers", meters.counter(ANSWERS, "outcome", "timeout"))
        .note("Since the start: the deadline came first, and the request was cancelled.")
        .plot(
            "Answers a second",
            "answers/s",
            Stream.of(
                    "success",
                    "sold-out",
                    "known-sold-out",
                    "limit-exceeded",
                    "risk-rejected",
                    "rate-limited",
                    "backlogged",
                    "timeout",
                    "unavailable")
                .map(outcome -> answers(meters, outcome))
                .toArray(Series[]::new))
        .plot(
            "Time to the decision",
            "ms",
            Series.value("half are faster", meters.percentile("seckill.gateway.decision", 0.5)),
            Series.value("99 % are faster", meters.percentile("seckill.gateway.decision", 0.99)))
        .note("From the request to its answer, where seckill-service decided.")
        .plot(
            "On the way",
            "requests",
            Series.value("waiting", waiting),
            Series.value("to publish", meters.gauge("seckill.gateway.publish.queue")),
            Series.value("unacknowledged", meters.gauge("seckill.gateway.publish.unacknowledged")))
        .plot("Tokens left in the bucket", "tokens", Series.value("tokens", tokens))
        .onlyWithValue()
        .states("Sold-out sales", () -> soldOut(soldOut))
        .note("Who asks for one of these is answered here, without the queue.")
        .states("Seckill-services known here", () -> services(services))
        .note("They are asked about sales; results may come from any.")
        .build();
  }

  /** Results that came by gRPC: what was decided, without those whose deadline came first. */
  private static double decided(Meters meters) {
    return meters.count("seckill.gateway.decision").getAsDouble()
        - meters.counter(ANSWERS, "outcome", "timeout").getAsDouble();
  }

  private static Series answers(Meters meters, String outcome) {
    return Series.rate(outcome, meters.counter(ANSWERS, "outcome", outcome));
  }

  private static List<State> soldOut(SoldOutSales sales) {
    return sales.saleIds().stream().map(id -> State.unknown(id, "sold out")).toList();
  }

  private static List<State> services(SeckillServices services) {
    return services.reachable().entrySet().stream()
        .map(
            one ->
                one.getValue()
                    ? State.good(one.getKey(), "reachable")
                    : State.bad(one.getKey(), "cannot be reached"))
        .toList();
  }
}
