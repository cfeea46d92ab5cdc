package io.seckill.seckill;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What following the ledger did to the stock. */
@Component
class LedgerMeters {

  private final Counter released;
  private final Counter adopted;
  private final Counter rebuilt;

  LedgerMeters(MeterRegistry registry) {
    released =
        Counter.builder("seckill.seckill.released")
            .baseUnit("units")
            .description("Units of cancelled requests that went back on sale")
            .register(registry);
    adopted =
        Counter.builder("seckill.seckill.adopted")
            .description("Reservations that Redis had lost and got back from the ledger")
            .register(registry);
    rebuilt =
        Counter.builder("seckill.seckill.rebuilds")
            .description("Times that the stock of a sale was made anew from the ledger")
            .register(registry);
  }

  void rebuilt() {
    rebuilt.increment();
  }

  double rebuilds() {
    return rebuilt.count();
  }

  void released(int units) {
    released.increment(units);
  }

  void adopted() {
    adopted.increment();
  }

  double releasedUnits() {
    return released.count();
  }
}
