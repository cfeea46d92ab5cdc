package io.seckill.seckill;

import io.micrometer.core.instrument.Timer;
import io.seckill.dashboard.Dashboard;
import io.seckill.dashboard.Series;
import io.seckill.seckill.decision.Sale;
import io.seckill.seckill.sale.SaleCatalog;
import io.seckill.seckill.signal.QueueLoad;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the page of this service shows. */
@Configuration(proxyBeanMethods = false)
class SeckillDashboard {

  private static final int SALES_SHOWN = 10;

  @Bean
  Dashboard dashboard(
      BatchMeters batches,
      LedgerMeters ledger,
      QueueLoad load,
      SaleCatalog catalog,
      StockKeeper stock) {
    return Dashboard.of(
            "seckill-service",
            "Takes requests from the queue at its own pace, locks stock and tells the gateways.")
        .figure("Requests decided", "requests", batches::decided)
        .figure("Reservations", "requests", () -> batches.outcome("SUCCESS"))
        .figure("Expired, dropped", "requests", batches::expired)
        .figure("Units given back", "units", ledger::releasedUnits)
        .figure("Reads of the queue", "partitions", load::partitions)
        .plot(
            "Decisions a second",
            "requests/s",
            Series.rate("success", () -> batches.outcome("SUCCESS")),
            Series.rate("sold out", () -> batches.outcome("SOLD_OUT")),
            Series.rate("limit", () -> batches.outcome("LIMIT_EXCEEDED")),
            Series.rate("risk", () -> batches.outcome("RISK_REJECTED")),
            Series.rate("expired", batches::expired))
        .plot(
            "Requests in a batch",
            "requests",
            Series.mean("mean", batches.size()::totalAmount, batches.size()::count))
        .plot(
            "Where a batch's time goes",
            "ms",
            millis("risk and stock", batches.step("reserve")),
            millis("ledger", batches.step("ledger")),
            millis("reply", batches.step("reply")))
        .plot(
            "Waiting in the queue",
            "requests",
            Series.value("vip", load::vipWaiting),
            Series.value("ordinary", load::ordinaryWaiting))
        .table(
            "Newest sales",
            List.of("sale", "item", "stock", "left"),
            () ->
                catalog.newestFirst().stream()
                    .limit(SALES_SHOWN)
                    .map(sale -> row(sale, stock))
                    .toList())
        .build();
  }

  private static Series millis(String label, Timer timer) {
    return Series.mean(label, () -> timer.totalTime(TimeUnit.MILLISECONDS), timer::count);
  }

  private static List<String> row(Sale sale, StockKeeper stock) {
    Integer remaining = stock.remaining(sale);
    return List.of(
        sale.saleId(),
        sale.item(),
        Integer.toString(sale.stock()),
        remaining == null ? "not known" : remaining.toString());
  }
}
