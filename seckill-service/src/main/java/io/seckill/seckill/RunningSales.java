package io.seckill.seckill;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.seckill.seckill.decision.Sale;
import io.seckill.seckill.sale.SaleCatalog;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The newest sales that are open, and what is left of each; looked at once for a second. */
@Component
class RunningSales {

  private static final int SALES_MAX = 8;
  private static final long FRESH_MILLIS = 900;

  private final SaleCatalog catalog;
  private final StockKeeper stock;
  private final Clock clock;
  private List<Shelf> seen = List.of();
  private long seenMillis;

  RunningSales(SaleCatalog catalog, StockKeeper stock, Clock clock, MeterRegistry meters) {
    this.catalog = catalog;
    this.stock = stock;
    this.clock = clock;
    Gauge.builder("seckill.seckill.sales.running", this, sales -> sales.look().size())
        .description("Sales that are open, of the newest " + SALES_MAX)
        .register(meters);
    Gauge.builder("seckill.seckill.sales.stock.unknown", this, RunningSales::unknown)
        .description("Of these, those whose stock cannot be read: fence down, or Redis away")
        .register(meters);
  }

  /** A sale and the units left of it; null where that is not known just now. */
  record Shelf(Sale sale, @Nullable Integer left) {}

  /** Newest first. */
  synchronized List<Shelf> look() {
    long now = clock.millis();
    if (now - seenMillis >= FRESH_MILLIS) {
      seenMillis = now;
      seen =
          catalog.newestFirst().stream()
              .filter(sale -> sale.startsMillis() <= now && now < sale.endsMillis())
              .limit(SALES_MAX)
              .map(sale -> new Shelf(sale, stock.remaining(sale)))
              .toList();
    }
    return seen;
  }

  private long unknown() {
    return look().stream().filter(shelf -> shelf.left() == null).count();
  }

  /** Units left of all of them; NaN where one is not known just now. */
  double left() {
    return look().stream()
        .mapToDouble(shelf -> shelf.left() == null ? Double.NaN : shelf.left())
        .sum();
  }
}
