package io.seckill.benchmarks.comparison;

import io.seckill.benchmarks.load.Generator;
import io.seckill.benchmarks.load.Load;
import io.seckill.benchmarks.load.Measured;
import io.seckill.benchmarks.report.Report;
import io.seckill.benchmarks.stage.Api;
import io.seckill.benchmarks.stage.CpuTime;
import io.seckill.benchmarks.stage.Stage;
import io.seckill.stack.audit.Audit;
import io.seckill.stack.audit.AuditOptions;
import io.seckill.stack.audit.AuditReport;
import io.seckill.stack.plan.Scale;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** What all comparisons work with. */
public final class Bench {

  /** More than any load can buy. */
  static final long ENOUGH = 100_000_000;

  static final Map<String, String> WITHOUT_TOKENS = Map.of("SECKILL_TOKENS_SOURCE", "off");

  private static final int WARM_UP_CONNECTIONS = 128;
  private static final int PEAK_CONNECTIONS = 256;

  private final Stage stage;
  private final Extent extent;
  private final Report report;
  private final Consumer<String> progress;
  private final Api api = new Api();
  private int sales;
  private double peak;

  /**
   * @param progress hears a line for each thing that begins
   */
  public Bench(Stage stage, Extent extent, Report report, Consumer<String> progress) {
    this.stage = stage;
    this.extent = extent;
    this.report = report;
    this.progress = progress;
  }

  Stage stage() {
    return stage;
  }

  Extent extent() {
    return extent;
  }

  Report report() {
    return report;
  }

  Api api() {
    return api;
  }

  void say(String line) {
    progress.accept(line);
  }

  /** A sale at a gateway or at the naive service, and where its requests are posted to. */
  record Sale(String id, URI address) {

    String path() {
      return "/api/sales/" + id + "/requests";
    }
  }

  Sale openSale(URI address, long stock) throws InterruptedException {
    Sale sale = new Sale("bench-" + ++sales, address);
    api.openSale(address, sale.id(), stock);
    return sale;
  }

  /** Lets processes that have just started see some load; it counts for nothing. */
  void warmUp(URI address, Duration duration) throws InterruptedException {
    say("  warming up for %d s".formatted(duration.toSeconds()));
    Sale sale = openSale(address, ENOUGH);
    Measured warm =
        Generator.send(Load.closed(address, sale.path(), WARM_UP_CONNECTIONS, duration));
    say("  warm: %,.0f decided a second".formatted(warm.decidedPerSecond()));
  }

  /** Measures one load and keeps its histograms under this name. */
  Measured measure(String name, Load load) throws InterruptedException, IOException {
    say("  %s: %s".formatted(name, Generator.describe(load)));
    Neighbours neighbours = Neighbours.from(stage::processes);
    Measured measured = Generator.send(load);
    report.raw(name, measured, neighbours.cores());
    say(
        "    %,.0f decided a second, p99 %.0f ms, lag p99 %.1f ms"
            .formatted(
                measured.decidedPerSecond(), measured.decidedMillis(99), measured.lagMillis(99)));
    return measured;
  }

  /** The same with the processor time that each process took meanwhile. */
  Costed measureCost(String name, Load load) throws InterruptedException, IOException {
    CpuTime before = CpuTime.of(stage.processes());
    Measured measured = measure(name, load);
    return new Costed(measured, CpuTime.of(stage.processes()).since(before));
  }

  /**
   * The five services with these settings, warm.
   *
   * @param settings beside the defaults
   */
  void services(Scale scale, Map<String, String> settings) throws InterruptedException {
    if (stage.services(scale, settings)) {
      warmUp(stage.gatewayUrl(), extent.warmUp());
    }
  }

  /** Decisions a second that the five services make without tokens; measured once in a run. */
  double peak() throws InterruptedException, IOException {
    if (peak == 0) {
      Sale sale = openSale(stage.gatewayUrl(), ENOUGH);
      Measured measured =
          measure(
              "peak", Load.closed(sale.address(), sale.path(), PEAK_CONNECTIONS, extent.measure()));
      peak = Math.max(1, measured.decidedPerSecond());
      Tail.await(this, sale, measured);
    }
    return peak;
  }

  AuditReport audit(Sale sale) throws InterruptedException {
    say("  audit of " + sale.id());
    return Audit.run(
        AuditOptions.of(stage.addresses()).withSaleId(sale.id()).withSettleWithin(extent.tail()));
  }
}
