package io.seckill.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.stack.audit.AuditReport;
import io.seckill.stack.sale.SaleOptions;
import io.seckill.stack.sale.SaleReport;
import io.seckill.system.Fault.Planned;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Faults from outside, each in the middle of a sale of its own. {@code -Dseckill.faults.seeds=3}
 * has every fault strike three times, {@code -Dseckill.faults.first=17} from seed 17 on; without
 * the first property nothing is done, since a seed takes ten minutes.
 */
@EnabledIfSystemProperty(named = OutsideFaultsIT.SEEDS, matches = "[1-9][0-9]{0,3}")
@ExtendWith(CrashStack.Shared.class)
class OutsideFaultsIT {

  static final String SEEDS = "seckill.faults.seeds";
  static final String FIRST = "seckill.faults.first";

  /** The one that results reach through a wire that can be disturbed. */
  private static final String WIRED = "gateway-2";

  private static final int SHOPPERS = 900;
  private static final int RATE = 60;
  private static final int STOCK = 1000;
  private static final int SHOPPERS_AFTER = 600;
  private static final int RATE_AFTER = 40;

  /** Promised are 10 s; the table tells what it was. */
  private static final Duration RECOVERY_MAX = Duration.ofSeconds(30);

  private static final int FIRST_SEED = Integer.getInteger(FIRST, 1);

  private static final FaultTable TABLE =
      new FaultTable(
          "outside-faults",
          "Faults from outside",
          ".ci/faults 0 %s docs/faults %d".formatted(System.getProperty(SEEDS), FIRST_SEED));

  private final CrashStack system;

  OutsideFaultsIT(CrashStack system) {
    this.system = system;
  }

  static Stream<Arguments> faults() {
    return IntStream.range(FIRST_SEED, FIRST_SEED + Integer.getInteger(SEEDS, 1))
        .boxed()
        .flatMap(seed -> FaultPlan.of(seed, SHOPPERS).stream().map(p -> Arguments.of(seed, p)));
  }

  @ParameterizedTest(name = "seed {0}: {1}")
  @MethodSource("faults")
  void whatWasToldStaysTrue(int seed, Planned planned) throws Exception {
    system.expectWhole();
    SaleOptions options = system.sale("fault-%d".formatted(seed), STOCK, SHOPPERS, RATE);

    try (Wire wire = new Wire(system.grpcPort(WIRED));
        Strike strike = Strike.prepared(planned, system, wire)) {
      system.processes().stop(WIRED);
      system.start(WIRED, Map.of("SECKILL_HOST", Wire.HOST));
      RunningSale during = RunningSale.begin(options);
      during.awaitTold(planned.told());
      strike.strike(during);
      conclude(seed, planned, options, during, System.nanoTime());
    } finally {
      // Where its results came from is gone with the wire.
      system.processes().stop(WIRED);
    }
  }

  private void conclude(
      int seed, Planned planned, SaleOptions options, RunningSale during, long end)
      throws InterruptedException, IOException {
    SaleOptions more = options.with().shoppers(SHOPPERS_AFTER).rate(RATE_AFTER).log(null).build();
    RunningSale after = RunningSale.begin(more);
    List<SaleReport> reports = List.of(during.report(), after.report());
    AuditReport audit = system.audit(options.saleId());
    Recovery recovery =
        Recovery.of(reports.get(1).told().values(), system.gateways().size(), after.micros(end));

    TABLE.add(List.of(planned.fault().toString()), seed, reports, audit, recovery);
    assertThat(reports).allSatisfy(report -> assertThat(report.violations()).isEmpty());
    assertThat(audit.leftToDo()).isEmpty();
    assertThat(audit.violations()).isEmpty();
    assertThat(recovery.first()).isNotNull().isLessThan(RECOVERY_MAX);
  }
}
