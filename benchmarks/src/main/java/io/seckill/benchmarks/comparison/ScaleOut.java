package io.seckill.benchmarks.comparison;

import io.seckill.benchmarks.comparison.Bench.Sale;
import io.seckill.benchmarks.load.Load;
import io.seckill.benchmarks.load.Measured;
import io.seckill.benchmarks.report.Plot;
import io.seckill.benchmarks.report.Table;
import io.seckill.stack.plan.Scale;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One, two, three seckill-services whose risk check waits, so that cores are not the limit. */
final class ScaleOut implements Comparison.Part {

  private static final int INSTANCES_MAX = 3;
  private static final int CHECK_MILLIS = 5;

  /** Few enough that one instance can answer all of them within the deadline. */
  private static final int SHOPPERS = 200;

  @Override
  public void run(Bench bench) throws InterruptedException, IOException {
    Map<String, String> settings = new HashMap<>(Bench.WITHOUT_TOKENS);
    settings.put("SECKILL_RISK_CHECKMILLIS", Integer.toString(CHECK_MILLIS));
    // A batch of a thousand would wait past the deadline of all in it.
    settings.put("SECKILL_INTAKE_BATCHMAX", "50");
    List<Measured> measured = new ArrayList<>();
    for (int instances = 1; instances <= INSTANCES_MAX; instances++) {
      bench.say("scale: %d seckill-services".formatted(instances));
      if (instances == 1) {
        bench.stage().stopServices();
      }
      bench.stage().services(Scale.parse("seckill=" + instances), settings);
      bench.warmUp(bench.stage().gatewayUrl(), bench.extent().warmUpAgain());
      Sale sale = bench.openSale(bench.stage().gatewayUrl(), Bench.ENOUGH);
      Measured one =
          bench.measure(
              "scale-" + instances,
              Load.closed(sale.address(), sale.path(), SHOPPERS, bench.extent().measure()));
      measured.add(one);
    }
    report(bench, measured);
    bench.stage().stopServices();
  }

  private static void report(Bench bench, List<Measured> measured) {
    Table table = new Table("seckill-services", "decided/s", "times one", "p50, ms", "p99, ms");
    Plot plot = new Plot("scale", "Seckill-services added", "instances", "decided a second", false);
    double one = Math.max(1, measured.get(0).decidedPerSecond());
    List<Double> x = new ArrayList<>();
    List<Double> ideal = new ArrayList<>();
    for (int i = 0; i < measured.size(); i++) {
      Measured those = measured.get(i);
      double times = those.decidedPerSecond() / one;
      table.row(
          Integer.toString(i + 1),
          those.decidedPerSecond(),
          times,
          those.decidedMillis(50),
          those.decidedMillis(99));
      x.add(i + 1.0);
      ideal.add(one * (i + 1));
    }
    plot.line("measured", x, measured.stream().map(Measured::decidedPerSecond).toList());
    plot.line("as many times one", x, ideal);
    bench
        .report()
        .section("Scale")
        .text(
            """
            Each risk check waits %d ms (`SECKILL_RISK_CHECKMILLIS`), as one would that asks a scoring service for each request; so one
            instance makes at most %d decisions a second, and the cores are not the limit. %d shoppers at once. Instances were added while
            the others ran."""
                .formatted(CHECK_MILLIS, 1000 / CHECK_MILLIS, SHOPPERS))
        .table(table)
        .plot(plot);
  }
}
