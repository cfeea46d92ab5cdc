package io.seckill.stats;

import io.micrometer.core.instrument.MeterRegistry;
import io.seckill.dashboard.Dashboard;
import io.seckill.dashboard.Series;
import io.seckill.stats.lookup.LatestSales;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this service's page shows. */
@Configuration(proxyBeanMethods = false)
class StatsDashboard {

  @Bean
  Dashboard dashboard(MeterRegistry meters, LatestSales latest) {
    DoubleSupplier repeats = () -> meters.get("seckill.stats.repeats").counter().count();
    return Dashboard.of("stats-service", "Counts every event of every order, exactly once.")
        .figure("Orders counted", "orders", latest::ordersCreated)
        .note("Of all sales, by the database.")
        .figure("Units sold", "units", latest::unitsSold)
        .note("In orders that stand.")
        .figure("Repeats dropped", "events", repeats)
        .note("Events that came again, after a crash or a rebalance, and were not counted twice.")
        .plot(
            "Events counted a second",
            "events/s",
            Series.rate("created", events(meters, "created")),
            Series.rate("paid", events(meters, "paid")),
            Series.rate("cancelled", events(meters, "cancelled")),
            Series.rate("repeats", repeats))
        .plot(
            "Slowest batch",
            "ms",
            Series.value(
                "lately",
                () -> meters.get("seckill.stats.batch").timer().max(TimeUnit.MILLISECONDS)))
        .table("Latest sales", LatestSales.COLUMNS, latest::rows)
        .build();
  }

  private static DoubleSupplier events(MeterRegistry meters, String event) {
    return () -> meters.get("seckill.stats.events").tag("event", event).counter().count();
  }
}
