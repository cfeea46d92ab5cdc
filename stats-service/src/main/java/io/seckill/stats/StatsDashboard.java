package io.seckill.stats;

import io.seckill.contracts.Topics;
import io.seckill.dashboard.Arrow;
import io.seckill.dashboard.Dashboard;
import io.seckill.dashboard.KafkaLag;
import io.seckill.dashboard.Meters;
import io.seckill.dashboard.Series;
import io.seckill.dashboard.State;
import io.seckill.stats.comparison.Comparison;
import io.seckill.stats.comparison.Comparison.Count;
import io.seckill.stats.lookup.LatestSales;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this service's page shows. */
@Configuration(proxyBeanMethods = false)
class StatsDashboard {

  private static final int SALES_COMPARED = 3;

  @Bean
  Dashboard dashboard(Meters meters, KafkaLag lag, LatestSales latest, Comparison comparison) {
    DoubleSupplier repeats = meters.counter("seckill.stats.repeats");
    DoubleSupplier counted = meters.counter("seckill.stats.events");
    return Dashboard.of("stats-service", "Counts every event of every order, exactly once.")
        .arrow(Arrow.ORDERS_STATS, () -> counted.getAsDouble() + repeats.getAsDouble())
        .figure("Orders counted", "orders", latest::ordersCreated)
        .note("Of all sales, by the database; those cancelled later included.")
        .figure("Units sold", "units", latest::unitsSold)
        .note("In orders that stand.")
        .figure("Buyers", "people", latest::buyers)
        .note("Who hold an order that stands, each once for each sale.")
        .figure("Behind the orders", "records", lag.of(Topics.ORDERS))
        .note("Events in topic orders that are not counted yet (Kafka lag).")
        .figure("Repeats dropped", "events", repeats)
        .note("Events that came again, after a crash or a rebalance, and were not counted twice.")
        .plot(
            "Events counted a second",
            "events/s",
            Series.rate("made", events(meters, "created")),
            Series.rate("paid", events(meters, "paid")),
            Series.rate("cancelled", events(meters, "cancelled")),
            Series.rate("repeats", repeats))
        .plot(
            "Units and buyers",
            "in all sales",
            Series.value("units sold", latest::unitsSold),
            Series.value("buyers", latest::buyers))
        .plot(
            "Time to count a batch",
            "ms",
            meters.mean("mean", "seckill.stats.batch"),
            meters.max("largest lately", "seckill.stats.batch"))
        .bars("The newest sale as a story", "", latest::story)
        .note("From the orders made to those paid; how many asked, the gateways know.")
        .states("Equal to the order table?", () -> equal(latest, comparison))
        .note("Counted here = in order-service, by sale; counts follow within a moment.")
        .table("Latest sales", LatestSales.COLUMNS, latest::rows)
        .search("api/stats/sales", List.of(), LatestSales.FIELDS)
        .build();
  }

  private static DoubleSupplier events(Meters meters, String event) {
    return meters.counter("seckill.stats.events", "event", event);
  }

  private static List<State> equal(LatestSales latest, Comparison comparison) {
    Map<Count, Long> counted = new HashMap<>();
    for (LatestSales.Counts sale : latest.counts(SALES_COMPARED)) {
      counted.put(new Count(sale.saleId(), ""), sale.made());
      counted.put(new Count(sale.saleId(), "PAID"), sale.paid());
      counted.put(new Count(sale.saleId(), "CANCELLED"), sale.cancelled());
    }
    return comparison.of(counted);
  }
}
