package io.seckill.stats.lookup;

import java.util.List;
import org.springframework.stereotype.Component;

/** What the dashboard shows of the counts. */
@Component
public class LatestSales {

  /** The headings of the rows. */
  public static final List<String> COLUMNS =
      List.of("sale", "created", "paid", "cancelled", "units sold", "buyers");

  private static final StatsQuery LATEST = new StatsQuery(0, 20);

  private final SaleStatsTable sales;

  LatestSales(SaleStatsTable sales) {
    this.sales = sales;
  }

  /** One row for each sale, those with the latest order first, at most 20. */
  public List<List<String>> rows() {
    return sales.items(LATEST).stream()
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

  /** Units in standing orders of all sales. */
  public long unitsSold() {
    return sales.overall().unitsSold();
  }

  /** Orders made in all sales, those cancelled later included. */
  public long ordersCreated() {
    return sales.overall().ordersCreated();
  }
}
