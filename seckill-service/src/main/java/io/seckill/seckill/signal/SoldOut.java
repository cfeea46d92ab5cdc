package io.seckill.seckill.signal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.seckill.contracts.v1.Signal;
import io.seckill.contracts.v1.StockSignal;
import io.seckill.seckill.decision.Sale;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Tells the gateways when a sale's last unit goes and when the first one comes back. Each turn has
 * a number from the stock itself, so whichever instance saw it, and in whatever order the signals
 * arrive, the last turn wins.
 */
@Component
public class SoldOut {

  private final Map<String, Said> said = new ConcurrentHashMap<>();
  private final ToGateways gateways;
  private final Clock clock;

  private record Said(Sale sale, boolean soldOut, long turn) {}

  SoldOut(ToGateways gateways, Clock clock, MeterRegistry registry) {
    this.gateways = gateways;
    this.clock = clock;
    Gauge.builder("seckill.seckill.sales.sold.out", () -> soldOut().size())
        .description("Sales that the gateways are told to be sold out")
        .register(registry);
  }

  /** The stock of a sale was seen; says so where it has turned since. Thread-safe, cheap. */
  public void seen(Sale sale, int remaining, long turn) {
    Said known = said.get(sale.saleId());
    if (known != null && known.turn() >= turn) {
      return;
    }
    said.compute(
        sale.saleId(),
        (id, before) -> {
          if (before != null && before.turn() >= turn) {
            return before;
          }
          Said now = new Said(sale, remaining == 0, turn);
          say(now);
          return now;
        });
  }

  /** Sales that are sold out and not over. */
  List<Sale> soldOut() {
    long now = clock.millis();
    return said.values().stream()
        .filter(one -> one.soldOut() && now < one.sale().endsMillis())
        .map(Said::sale)
        .toList();
  }

  /** Says again what gateways would forget. */
  void repeat(Sale sale) {
    Said known = said.get(sale.saleId());
    if (known != null && known.soldOut()) {
      say(known);
    }
  }

  private void say(Said what) {
    StockSignal stock =
        StockSignal.newBuilder()
            .setSaleId(what.sale().saleId())
            .setSoldOut(what.soldOut())
            .setTurn(what.turn())
            .setEndsEpochMillis(what.sale().endsMillis())
            .build();
    gateways.send(what.sale().saleId(), Signal.newBuilder().setStock(stock).build());
  }
}
