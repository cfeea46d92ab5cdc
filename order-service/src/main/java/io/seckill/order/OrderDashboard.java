package io.seckill.order;

import io.micrometer.core.instrument.MeterRegistry;
import io.seckill.dashboard.Dashboard;
import io.seckill.dashboard.Series;
import io.seckill.order.lookup.LatestOrders;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this service shows of itself at {@code /}. */
@Configuration(proxyBeanMethods = false)
class OrderDashboard {

  private static final int ROWS = 10;

  @Bean
  Dashboard dashboard(MeterRegistry meters, LatestOrders latest) {
    return Dashboard.of(
            "order-service", "Makes an order of every reservation in the ledger, exactly one.")
        .figure("Units sold", "units", () -> gauge(meters, "seckill.order.units.standing"))
        .note("Units of the orders that stand, paid or not yet, in all sales.")
        .figure(
            "Events on their way", "events", () -> gauge(meters, "seckill.order.outbox.backlog"))
        .note("In the outbox: committed with their orders, not yet in topic orders.")
        .figure("Oldest on its way", "s", () -> gauge(meters, "seckill.order.outbox.age"))
        .figure("Parked", "reservations", () -> gauge(meters, "seckill.order.parked"))
        .note("Reserved beyond the stock for a moment: they wait for the cancel that makes room.")
        .plot(
            "Orders a second",
            "orders/s",
            Series.rate("made", () -> counter(meters, "seckill.order.created")),
            Series.rate("cancelled", () -> counter(meters, "seckill.order.cancelled")))
        .plot(
            "Outbox",
            "events",
            Series.value("backlog", () -> gauge(meters, "seckill.order.outbox.backlog")))
        .plot(
            "Ledger entries in a batch",
            "entries",
            Series.value("largest lately", () -> largestBatch(meters)))
        .note("One batch is one transaction; the larger it is, the less each entry costs.")
        .table(
            "Last orders",
            List.of("made", "order", "user", "quantity", "status"),
            () -> latest.rows(ROWS))
        .chinese(
            Map.ofEntries(
                Map.entry(
                    "Makes an order of every reservation in the ledger, exactly one.",
                    "为账本中的每一笔预留生成且仅生成一个订单。"),
                Map.entry("Units sold", "已售件数"),
                Map.entry("Events on their way", "待发布事件"),
                Map.entry("Oldest on its way", "最久等待"),
                Map.entry("Parked", "暂存的预留"),
                Map.entry("Orders a second", "每秒订单数"),
                Map.entry("made", "创建"),
                Map.entry("cancelled", "取消"),
                Map.entry("Outbox", "发件箱"),
                Map.entry("backlog", "积压"),
                Map.entry("Ledger entries in a batch", "每批账本记录数"),
                Map.entry("Last orders", "最新订单"),
                Map.entry("order", "订单"),
                Map.entry("user", "用户"),
                Map.entry("quantity", "数量"),
                Map.entry("status", "状态")))
        .build();
  }

  private static double gauge(MeterRegistry meters, String name) {
    return meters.get(name).gauge().value();
  }

  private static double counter(MeterRegistry meters, String name) {
    return meters.get(name).counter().count();
  }

  private static double largestBatch(MeterRegistry meters) {
    return meters.get("seckill.order.batch.size").summary().max();
  }
}
