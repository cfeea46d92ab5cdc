package io.seckill.seckill;

import io.seckill.contracts.DeadLetterHeaders;
import io.seckill.contracts.Topics;
import io.seckill.dashboard.Arrow;
import io.seckill.dashboard.Bar;
import io.seckill.dashboard.Dashboard;
import io.seckill.dashboard.DeadLetterDepth;
import io.seckill.dashboard.Meters;
import io.seckill.dashboard.Series;
import io.seckill.dashboard.State;
import io.seckill.seckill.outcome.GatewayReplies;
import io.seckill.seckill.outcome.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the page of this service shows. */
@Configuration(proxyBeanMethods = false)
class SeckillDashboard {

  private static final String STEP = "seckill.seckill.step";
  private static final String BACKLOG = "seckill.seckill.backlog";
  private static final String SIZE = "seckill.seckill.batch.size";
  private static final String DEAD_LETTERS = Topics.REQUESTS + Topics.DEAD_LETTER_SUFFIX;

  @Bean
  Dashboard dashboard(
      Meters meters,
      BatchMeters batches,
      LedgerMeters ledger,
      DeadLetterDepth letters,
      RunningSales sales,
      GatewayReplies replies) {
    return Dashboard.of(
            "seckill-service",
            "Takes requests from the queue at its own pace, locks stock and tells the gateways.")
        .arrow(Arrow.REQUESTS_SECKILL, meters.total(SIZE))
        .arrow(Arrow.SECKILL_REDIS, batches::decided)
        .arrow(Arrow.SECKILL_LEDGER, () -> batches.outcome("SUCCESS"))
        .arrow(Arrow.SECKILL_GATEWAY, batches::decided)
        .figure("Waiting in the queue", "requests", meters.gauge(BACKLOG))
        .note("In the partitions that this instance reads.")
        .figure("Reads of the queue", "partitions", meters.gauge("seckill.seckill.partitions"))
        .note("Instances share them; one without any stands by.")
        .figure("Oldest in the queue", "s", batches::ageSeconds)
        .alarmAbove(2)
        .note("Older than the deadline is of no use to anyone.")
        .figure("Requests decided", "requests", batches::decided)
        .note("Since the start, with success or without.")
        .figure("Reservations", "requests", () -> batches.outcome("SUCCESS"))
        .note("Decided as success and written to the ledger.")
        .figure("Expired, dropped", "requests", batches::expired)
        .note("Their deadline had passed, so nothing was taken for them.")
        .figure("Units given back", "units", ledger::releasedUnits)
        .note("Of cancelled requests: they went on sale again.")
        .figure(
            "Dead letters",
            "requests",
            letters.of(DEAD_LETTERS, DeadLetterHeaders.DEALT_WITH_GROUP))
        .alarmAbove(0)
        .note("Requests that cannot be read: ./seckill dlt shows them.")
        .plot("Units left", "units", Series.value("in all running sales", sales::left))
        .plot(
            "Decisions a second",
            "requests/s",
            Series.rate("success", () -> batches.outcome("SUCCESS")),
            Series.rate("sold out", () -> batches.outcome("SOLD_OUT")),
            Series.rate("limit", () -> batches.outcome("LIMIT_EXCEEDED")),
            Series.rate("risk", () -> batches.outcome("RISK_REJECTED")),
            Series.rate("expired", batches::expired))
        .plot(
            "Waiting in the queue",
            "requests",
            Series.value("vip", meters.gauge(BACKLOG, "lane", "vip")),
            Series.value("ordinary", meters.gauge(BACKLOG, "lane", "ordinary")))
        .plot(
            "Where a batch's time goes",
            "ms",
            meters.mean("risk and stock (Redis)", STEP, "step", "reserve"),
            meters.mean("ledger (Kafka)", STEP, "step", "ledger"),
            meters.mean("reply (gRPC)", STEP, "step", "reply"))
        .plot("Requests in a batch", "requests", meters.mean("mean", SIZE))
        .note("The larger a batch, the less each of its requests costs.")
        .bars("Stock of the running sales", "units", () -> stock(sales))
        .note("What is left, of what there was.")
        .states("Is Redis true to the ledger?", () -> fences(sales, ledger))
        .note("Where it may have forgotten, its fence is down until the stock is made anew.")
        .states("Replies by gateway", () -> gateways(replies))
        .note("Results that it has taken since the start.")
        .build();
  }

  private static List<Bar> stock(RunningSales sales) {
    return sales.look().stream()
        .map(
            shelf ->
                new Bar(
                    shelf.sale().saleId() + " · " + shelf.sale().item(),
                    shelf.left() == null ? Double.NaN : shelf.left(),
                    shelf.sale().stock()))
        .toList();
  }

  private static List<State> fences(RunningSales sales, LedgerMeters ledger) {
    List<State> states = new ArrayList<>();
    states.add(State.unknown("Stock made anew since the start", times(ledger.rebuilds())));
    for (RunningSales.Shelf shelf : sales.look()) {
      states.add(
          shelf.left() == null
              ? State.bad(shelf.sale().saleId(), "fence down, or Redis away")
              : State.good(shelf.sale().saleId(), "fence up"));
    }
    return states;
  }

  private static String times(double count) {
    return (long) count + " ×";
  }

  private static List<State> gateways(GatewayReplies replies) {
    return replies.told().entrySet().stream().map(SeckillDashboard::state).toList();
  }

  private static State state(Map.Entry<String, Told> gateway) {
    Told told = gateway.getValue();
    return told.silent()
        ? State.bad(gateway.getKey(), "does not answer")
        : State.good(gateway.getKey(), "%,d".formatted(told.results()));
  }
}
