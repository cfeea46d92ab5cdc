package io.seckill.benchmarks.comparison;

import io.seckill.benchmarks.comparison.Bench.Sale;
import io.seckill.benchmarks.load.Load;
import io.seckill.benchmarks.report.Table;
import io.seckill.stack.plan.Scale;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What it costs that no success is told before the ledger has it and the fence was looked at again:
 * the same system beside one that does neither, and then the same once more.
 */
final class Promise implements Comparison.Part {

  private static final List<Integer> CONNECTIONS = List.of(256, 1000);
  private static final List<Boolean> KEPT = List.of(true, false, true);

  private record Row(boolean kept, int connections, Costed costed) {}

  @Override
  public void run(Bench bench) throws InterruptedException, IOException {
    List<Row> rows = new ArrayList<>();
    for (int turn = 0; turn < KEPT.size(); turn++) {
      boolean kept = KEPT.get(turn);
      bench.say("promise: %s".formatted(name(kept)));
      bench.services(Scale.ones(), settings(kept));
      for (int connections : CONNECTIONS) {
        rows.add(success(bench, kept, connections, turn));
      }
    }
    bench.stage().stopServices();
    report(bench, rows);
  }

  private static Map<String, String> settings(boolean kept) {
    Map<String, String> settings = new HashMap<>(Bench.WITHOUT_TOKENS);
    if (!kept) {
      settings.put("SECKILL_BENCHMARKS_HASTY", "true");
    }
    return settings;
  }

  private static Row success(Bench bench, boolean kept, int connections, int turn)
      throws InterruptedException, IOException {
    Sale sale = bench.openSale(bench.stage().gatewayUrl(), Bench.ENOUGH);
    Load load = Load.closed(sale.address(), sale.path(), connections, bench.extent().measure());
    String file = "promise-%s-%d-%d".formatted(kept ? "kept" : "broken", connections, turn + 1);
    Costed costed = bench.measureCost(file, load);
    Tail.await(bench, sale, costed.measured());
    return new Row(kept, connections, costed);
  }

  private static void report(Bench bench, List<Row> rows) {
    Table table =
        new Table(
            "a success is told", "connections", "decided/s", "p50, ms", "p99, ms", "path, µs");
    for (Row row : rows) {
      table.row(
          name(row.kept()),
          row.connections(),
          row.costed().measured().decidedPerSecond(),
          row.costed().measured().decidedMillis(50),
          row.costed().measured().decidedMillis(99),
          row.costed().microsPerAnswer(Costed.PATH));
    }
    bench
        .report()
        .section("Promise")
        .text(
            """
            Every request succeeds. *At once* is the same system with a jar behind seckill-service's own that waits for no acknowledgement of
            the ledger and does not look at the fence again: it may tell successes that are lost. The ledger is written all the same.""")
        .table(table);
    for (int connections : CONNECTIONS) {
      bench
          .report()
          .text(
              "%,d connections: **%.2f of the decisions a second that it would make without**."
                  .formatted(
                      connections,
                      mean(rows, connections, true) / Math.max(1, mean(rows, connections, false))));
    }
  }

  private static double mean(List<Row> rows, int connections, boolean kept) {
    return rows.stream()
        .filter(row -> row.kept() == kept && row.connections() == connections)
        .mapToDouble(row -> row.costed().measured().decidedPerSecond())
        .average()
        .orElse(0);
  }

  private static String name(boolean kept) {
    return kept ? "when it is durable" : "at once";
  }
}
