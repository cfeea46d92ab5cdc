package io.seckill.seckill;

import io.seckill.dashboard.Dashboard;
import io.seckill.dashboard.Series;
import io.seckill.seckill.decision.Sale;
import io.seckill.seckill.sale.SaleCatalog;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the page of this service shows. */
@Configuration(proxyBeanMethods = false)
class SeckillDashboard {

  private static final int SALES_SHOWN = 10;

  @Bean
  Dashboard dashboard(
      BatchMeters batches, LedgerMeters ledger, SaleCatalog catalog, StockKeeper stock) {
    return Dashboard.of(
            "seckill-service",
            "Takes requests from the queue at its own pace, locks stock and tells the gateways.")
        .figure("Requests decided", "requests", batches::decided)
        .figure("Reservations", "requests", () -> batches.outcome("SUCCESS"))
        .figure("Expired, dropped", "requests", batches::expired)
        .figure("Requests in a batch, mean", "requests", batches::meanSize)
        .figure("Units given back", "units", ledger::releasedUnits)
        .plot(
            "Decisions a second",
            "requests/s",
            Series.rate("success", () -> batches.outcome("SUCCESS")),
            Series.rate("sold out", () -> batches.outcome("SOLD_OUT")),
            Series.rate("limit", () -> batches.outcome("LIMIT_EXCEEDED")),
            Series.rate("risk", () -> batches.outcome("RISK_REJECTED")),
            Series.rate("expired", batches::expired))
        .plot(
            "Where a batch's time goes",
            "ms",
            Series.value("risk and stock", () -> batches.meanMillis("reserve")),
            Series.value("ledger", () -> batches.meanMillis("ledger")),
            Series.value("reply", () -> batches.meanMillis("reply")))
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

  private static List<String> row(Sale sale, StockKeeper stock) {
    Integer remaining = stock.remaining(sale);
    return List.of(
        sale.saleId(),
        sale.item(),
        Integer.toString(sale.stock()),
        remaining == null ? "not known" : remaining.toString());
  }
}
