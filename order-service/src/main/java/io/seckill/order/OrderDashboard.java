package io.seckill.order;

import io.seckill.contracts.DeadLetterHeaders;
import io.seckill.contracts.Topics;
import io.seckill.dashboard.Arrow;
import io.seckill.dashboard.Dashboard;
import io.seckill.dashboard.DeadLetterDepth;
import io.seckill.dashboard.KafkaLag;
import io.seckill.dashboard.Meters;
import io.seckill.dashboard.Series;
import io.seckill.order.lookup.LatestOrders;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this service shows of itself at {@code /}. */
@Configuration(proxyBeanMethods = false)
class OrderDashboard {

  private static final int ROWS = 20;
  private static final int AGE_MAX_SECONDS = 5;
  private static final String SIZE = "seckill.order.batch.size";
  private static final String DEAD_LETTERS = Topics.RESERVATIONS + Topics.DEAD_LETTER_SUFFIX;

  @Bean
  Dashboard dashboard(Meters meters, KafkaLag lag, DeadLetterDepth letters, LatestOrders latest) {
    DoubleSupplier made = meters.counter("seckill.order.made");
    DoubleSupplier cancelled = meters.counter("seckill.order.cancelled");
    DoubleSupplier backlog = meters.gauge("seckill.order.outbox.backlog");
    DoubleSupplier behind = lag.of(Topics.RESERVATIONS);
    return Dashboard.of(
            "order-service", "Makes an order of every reservation in the ledger, exactly one.")
        .arrow(Arrow.LEDGER_ORDER, meters.total(SIZE))
        .arrow(Arrow.ORDER_POSTGRES, () -> made.getAsDouble() + cancelled.getAsDouble())
        .arrow(Arrow.ORDER_ORDERS, meters.counter("seckill.order.outbox.published"))
        .figure("Units sold", "units", meters.gauge("seckill.order.units.standing"))
        .note("Units of the orders that stand, paid or not yet, in all sales.")
        .figure("Orders made", "orders", made)
        .note("By this instance since its start.")
        .figure("Orders cancelled", "orders", cancelled)
        .note("Told to nobody, or paid by nobody; their units go back on sale.")
        .figure("Orders paid", "orders", meters.counter("seckill.order.paid"))
        .note("By this instance since its start.")
        .figure("Never paid", "orders", meters.counter("seckill.order.lapsed"))
        .note("Their time to pay is over: cancelled by way of the ledger.")
        .figure("Behind the ledger", "records", behind)
        .note("Reservations and cancellations that are not orders yet (Kafka lag).")
        .figure("Events on their way", "events", backlog)
        .note("In the outbox: committed with their orders, not yet in topic orders.")
        .figure("Oldest on its way", "s", meters.gauge("seckill.order.outbox.age"))
        .alarmAbove(AGE_MAX_SECONDS)
        .note("Of these events; more than a few seconds while Kafka is away.")
        .figure("Parked", "units", meters.gauge("seckill.order.parked"))
        .note("Reserved beyond the stock for a moment: they wait for the cancel that makes room.")
        .figure(
            "Dead letters", "records", letters.of(DEAD_LETTERS, DeadLetterHeaders.DEALT_WITH_GROUP))
        .alarmAbove(0)
        .note("Entries of the ledger that no order can be made of: ./seckill dlt shows them.")
        .plot(
            "Orders a second",
            "orders/s",
            Series.rate("made", made),
            Series.rate("paid", meters.counter("seckill.order.paid")),
            Series.rate("cancelled", cancelled))
        .plot(
            "On the way",
            "records",
            Series.value("behind the ledger", behind),
            Series.value("in the outbox", backlog))
        .plot(
            "Ledger entries in a batch",
            "entries",
            meters.mean("mean", SIZE),
            meters.max("largest lately", SIZE))
        .note("One batch is one transaction; the larger it is, the less each entry costs.")
        .table("Last orders", LatestOrders.COLUMNS, () -> latest.rows(ROWS))
        .search("api/orders", List.of("saleId", "userId", "status"), LatestOrders.FIELDS)
        .build();
  }
}
