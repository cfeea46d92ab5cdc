package io.seckill.gateway.signal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.seckill.contracts.v1.StockSignal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Which sales are sold out, as the seckill services last said. What is not repeated for a while is
 * forgotten, so a gateway that misses a signal asks the queue, and is only slower.
 */
@Component
public class SoldOutSales {

  private final Map<String, Flag> flags = new ConcurrentHashMap<>();
  private final SignalSettings settings;
  private final Clock clock;

  private record Flag(boolean soldOut, long turn, long untilMillis) {}

  SoldOutSales(SignalSettings settings, Clock clock, MeterRegistry meters) {
    this.settings = settings;
    this.clock = clock;
    Gauge.builder("seckill.gateway.sold.out.sales", this, sales -> sales.saleIds().size())
        .description("Sales that are answered as sold out without the queue")
        .register(meters);
  }

  /** Whether the sale has no unit left, as far as is known here. */
  public boolean contains(String saleId) {
    Flag flag = flags.get(saleId);
    return flag != null && flag.soldOut() && clock.millis() < flag.untilMillis();
  }

  /** Their ids, in their order. */
  public List<String> saleIds() {
    return flags.keySet().stream().filter(this::contains).sorted().toList();
  }

  /**
   * Learns of a turn or of its repetition.
   *
   * @param saidMillis when it was said, milliseconds since the epoch
   */
  void learn(StockSignal signal, long saidMillis) {
    if (!settings.soldOut()) {
      return;
    }
    long now = clock.millis();
    // A clock that is ahead there must not make the hint live longer here.
    long until =
        Math.min(
            Math.min(saidMillis, now) + settings.soldOutLeaseMillis(), signal.getEndsEpochMillis());
    flags.merge(
        signal.getSaleId(),
        new Flag(signal.getSoldOut(), signal.getTurn(), until),
        (known, said) -> said.turn() >= known.turn() ? said : known);
    // The turn is remembered a while longer, so that an older signal which comes late stays older.
    flags.values().removeIf(flag -> flag.untilMillis() + settings.soldOutLeaseMillis() < now);
  }
}
