package io.seckill.benchmarks.comparison;

import io.seckill.benchmarks.comparison.Bench.Sale;
import io.seckill.benchmarks.load.Heard;
import io.seckill.benchmarks.load.Load;
import io.seckill.benchmarks.load.Measured;
import io.seckill.benchmarks.report.Plot;
import io.seckill.benchmarks.report.Table;
import io.seckill.benchmarks.stage.MemoryUse;
import io.seckill.benchmarks.stage.Program;
import io.seckill.stack.audit.AuditReport;
import io.seckill.stack.plan.Scale;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** More than can be decided is offered, to each line of defence alone, to both, and to none. */
final class Overload implements Comparison.Part {

  /** Every source of tokens that a gateway knows, but for {@code off}. */
  static final List<String> SOURCES = List.of("local", "redis", "queue");

  private static final double SUSTAINED_FACTOR = 5;
  private static final Duration DEADLINE = Duration.ofSeconds(2);

  private record Step(double factor, Measured measured) {}

  @Override
  public void run(Bench bench) throws InterruptedException, IOException {
    bench.say("overload: the peak without tokens");
    bench.services(Scale.ones(), Bench.WITHOUT_TOKENS);
    int peak = (int) Math.round(bench.peak());
    Map<String, List<Step>> steps = new LinkedHashMap<>();
    steps.put("queue only", steps(bench, "queue", peak));
    for (String source : SOURCES) {
      bench.stage().gateway(tokens(source, peak, false));
      steps.put("tokens only: " + source, warmSteps(bench, "tokens-" + source, peak));
    }
    bench.stage().gateway(tokens("local", peak, true));
    steps.put("both", warmSteps(bench, "both", peak));
    bench.say("overload: both at %.0f times the peak, longer".formatted(SUSTAINED_FACTOR));
    Sale sale = bench.openSale(bench.stage().gatewayUrl(), Bench.ENOUGH);
    Measured sustained =
        bench.measure("sustained", load(sale, peak, SUSTAINED_FACTOR, bench.extent().sustained()));
    Table memory = MemoryUse.table(bench.stage().processes());
    AuditReport audit = bench.audit(sale);
    steps.put("naive", naiveSteps(bench, peak));
    report(bench, peak, steps);
    sustained(bench, peak, sustained, memory, audit);
  }

  /** A bucket that lets the peak in, and bursts of a fifth of a second. */
  private static Map<String, String> tokens(String source, int peak, boolean queueToo) {
    Map<String, String> settings = new HashMap<>();
    settings.put("SECKILL_TOKENS_SOURCE", source);
    settings.put("SECKILL_TOKENS_RATE", Integer.toString(peak));
    settings.put("SECKILL_TOKENS_CAPACITY", Integer.toString(Math.max(1, peak / 5)));
    settings.put("SECKILL_SIGNALS_BACKLOG", Boolean.toString(queueToo));
    return settings;
  }

  private static List<Step> warmSteps(Bench bench, String name, int peak)
      throws InterruptedException, IOException {
    bench.warmUp(bench.stage().gatewayUrl(), bench.extent().warmUpAgain());
    return steps(bench, name, peak);
  }

  private static List<Step> steps(Bench bench, String name, int peak)
      throws InterruptedException, IOException {
    List<Step> steps = new ArrayList<>();
    for (double factor : bench.extent().factors()) {
      Sale sale = bench.openSale(bench.stage().gatewayUrl(), Bench.ENOUGH);
      Step step = step(bench, sale, name, peak, factor);
      Tail.await(bench, sale, step.measured());
      steps.add(step);
    }
    return steps;
  }

  private static List<Step> naiveSteps(Bench bench, int peak)
      throws InterruptedException, IOException {
    Program naive = bench.stage().naive(Map.of());
    bench.warmUp(naive.address(), bench.extent().warmUpAgain());
    List<Step> steps = new ArrayList<>();
    for (double factor : bench.extent().factors()) {
      Sale sale = bench.openSale(naive.address(), Bench.ENOUGH);
      steps.add(step(bench, sale, "naive", peak, factor));
    }
    return steps;
  }

  private static Step step(Bench bench, Sale sale, String name, int peak, double factor)
      throws InterruptedException, IOException {
    Load load = load(sale, peak, factor, bench.extent().step());
    return new Step(factor, bench.measure("%s-at-%s".formatted(name, factor), load));
  }

  private static Load load(Sale sale, int peak, double factor, Duration duration) {
    int rate = Math.max(1, (int) Math.round(peak * factor));
    return Load.open(sale.address(), sale.path(), rate, duration);
  }

  private static void report(Bench bench, int peak, Map<String, List<Step>> steps) {
    Table table =
        new Table(
            "defence",
            "offered",
            "offered/s",
            "decided/s",
            "of the peak",
            "p50, ms",
            "p99, ms",
            "p99.9, ms",
            "refused",
            "timed out",
            "failed");
    Plot decided =
        new Plot(
            "overload-decided", "Decided", "offered, times the peak", "decided a second", true);
    Plot waits =
        new Plot(
            "overload-p99", "p99 of decisions", "offered, times the peak", "milliseconds", true);
    steps.forEach(
        (name, those) -> {
          those.forEach(step -> row(table, name, peak, step));
          List<Double> factors = those.stream().map(Step::factor).toList();
          decided.line(
              name, factors, those.stream().map(s -> s.measured().decidedPerSecond()).toList());
          waits.line(
              name, factors, those.stream().map(s -> s.measured().decidedMillis(99)).toList());
        });
    bench
        .report()
        .section("Overload")
        .text(
            """
            The peak is what the five services decide without tokens when %d shoppers ask again and again: **%,d a second**, every request a
            success, orders, messages and statistics made at the same time. Then shoppers come at a fixed rate, whatever is answered, each from
            the moment at which it was due, and leave after 5 s. *Queue only*: no tokens, hopeless requests are refused by the length of the queue.
            *Tokens only*: a bucket of the peak, no look at the queue. *Naive* is offered the same rates."""
                .formatted(256, peak))
        .table(table)
        .plot(decided)
        .plot(waits);
  }

  private static void row(Table table, String name, int peak, Step step) {
    Measured measured = step.measured();
    table.row(
        name,
        step.factor() + " ×",
        measured.load().ratePerSecond(),
        measured.decidedPerSecond(),
        measured.decidedPerSecond() / peak,
        measured.decidedMillis(50),
        measured.decidedMillis(99),
        measured.decidedMillis(99.9),
        percent(measured, Heard.Kind.REFUSED),
        percent(measured, Heard.Kind.TIMED_OUT),
        percent(measured, Heard.Kind.FAILED));
  }

  private static String percent(Measured measured, Heard.Kind kind) {
    return "%.1f%%".formatted(100 * measured.share(kind));
  }

  private static void sustained(
      Bench bench, int peak, Measured measured, Table memory, AuditReport audit) {
    bench
        .report()
        .text(
            """
            Both lines of defence under %.0f times the peak for %d s: **%.0f%% of the peak decided** (%,.0f a second), p99 of the decisions %,.0f ms
            (deadline %,d ms), refused %s, timed out %s. Audit of the sale: %s. Memory afterwards:"""
                .formatted(
                    SUSTAINED_FACTOR,
                    measured.took().toSeconds(),
                    100 * measured.decidedPerSecond() / peak,
                    measured.decidedPerSecond(),
                    measured.decidedMillis(99),
                    DEADLINE.toMillis(),
                    percent(measured, Heard.Kind.REFUSED),
                    percent(measured, Heard.Kind.TIMED_OUT),
                    AgainstNaive.verdict(audit)))
        .table(memory);
  }
}
