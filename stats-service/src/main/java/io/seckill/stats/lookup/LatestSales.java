package io.seckill.stats.lookup;

import io.seckill.dashboard.Bar;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the dashboard shows of the counts. */
@Component
public class LatestSales {

  /** The headings of the rows. */
  public static final List<String> COLUMNS =
      List.of("sale", "made", "paid", "cancelled", "units sold", "buyers");

  /** The same of a sale as the read API shows it. */
  public static final List<String> FIELDS =
      List.of("saleId", "ordersCreated", "ordersPaid", "ordersCancelled", "unitsSold", "buyers");

  private static final StatsQuery LATEST = new StatsQuery(0, 20);
  private static final long FRESH_NANOS = 900_000_000;

  private final SaleStatsTable sales;
  private OverallStats overall;
  private long overallNanos;
  private List<SaleStats> latest = List.of();
  private long latestNanos;

  LatestSales(SaleStatsTable sales) {
    this.sales = sales;
    this.overall = SaleStatsTable.NOTHING;
    this.overallNanos = System.nanoTime() - FRESH_NANOS;
    this.latestNanos = overallNanos;
  }

  /** What was counted of one sale's orders. */
  public record Counts(String saleId, long made, long paid, long cancelled) {}

  /** One row for each sale, those with the latest order first, at most 20. */
  public List<List<String>> rows() {
    return latest().stream()
        .map(
            sale ->
                List.of(
                    sale.saleId(),
                    Long.toString(sale.ordersCreated()),
                    Long.toString(sale.ordersPaid()),
                    Long.toString(sale.ordersCancelled()),
                    Long.toString(sale.unitsSold()),
                    Long.toString(sale.buyers())))
        .toList();
  }

  /** The counts of the sales with the latest orders, at most 20. */
  public List<Counts> counts(int max) {
    return latest().stream()
        .limit(max)
        .map(
            sale ->
                new Counts(
                    sale.saleId(), sale.ordersCreated(), sale.ordersPaid(), sale.ordersCancelled()))
        .toList();
  }

  /** The sale with the latest order, from the orders made to those paid. */
  public List<Bar> story() {
    return latest().stream()
        .limit(1)
        .flatMap(
            sale -> {
              long made = sale.ordersCreated();
              return List.of(
                  new Bar("orders made", made, made),
                  new Bar("of these cancelled", sale.ordersCancelled(), made),
                  new Bar("of these standing", made - sale.ordersCancelled(), made),
                  new Bar("of these paid", sale.ordersPaid(), made),
                  new Bar("people who hold one", sale.buyers(), made))
                  .stream();
            })
        .toList();
  }

  /** Units in standing orders of all sales. */
  public long unitsSold() {
    return overall().unitsSold();
  }

  /** Orders made in all sales, those cancelled later included. */
  public long ordersCreated() {
    return overall().ordersCreated();
  }

  /** Users with a standing order, each once for each sale. */
  public long buyers() {
    return overall().buyers();
  }

  /** One question for all rows of a second. */
  private synchronized List<SaleStats> latest() {
    long now = System.nanoTime();
    if (now - latestNanos >= FRESH_NANOS) {
      latest = sales.items(LATEST);
      latestNanos = now;
    }
    return latest;
  }

  /** One question for all figures of a second. */
  private synchronized OverallStats overall() {
    long now = System.nanoTime();
    if (now - overallNanos >= FRESH_NANOS) {
      overall = sales.overall();
      overallNanos = now;
    }
    return overall;
  }
}
