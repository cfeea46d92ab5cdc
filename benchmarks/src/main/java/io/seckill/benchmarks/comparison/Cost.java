package io.seckill.benchmarks.comparison;

import io.seckill.benchmarks.comparison.Bench.Sale;
import io.seckill.benchmarks.load.Generator;
import io.seckill.benchmarks.load.Load;
import io.seckill.benchmarks.load.Wrk;
import io.seckill.benchmarks.report.Table;
import io.seckill.benchmarks.stage.HotSpots;
import io.seckill.stack.plan.Scale;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Processor time of a decision and of a refusal, against a handler that answers a constant. */
final class Cost implements Comparison.Part {

  private static final String GATEWAY = "gateway-1";
  private static final String SECKILL = "seckill-1";
  private static final int FEW = 256;
  private static final int MANY = 1000;
  private static final Map<String, String> ONE_TOKEN =
      Map.of(
          "SECKILL_TOKENS_SOURCE", "local",
          "SECKILL_TOKENS_RATE", "1",
          "SECKILL_TOKENS_CAPACITY", "1");

  private record Row(String name, int connections, Costed costed) {}

  @Override
  public void run(Bench bench) throws InterruptedException, IOException {
    bench.say("cost: decisions against a constant");
    bench.services(Scale.ones(), Bench.WITHOUT_TOKENS);
    List<Row> decided = new ArrayList<>();
    OptionalDouble byWrk = OptionalDouble.empty();
    for (int connections : List.of(FEW, MANY)) {
      Row constant = constant(bench, "constant-" + connections, connections);
      decided.add(constant);
      if (connections == FEW) {
        bench.say("  the same by wrk");
        byWrk = Wrk.answersPerSecond(constant.costed().measured().load());
      }
      decided.add(success(bench, "success-" + connections, connections));
    }
    Map<String, HotSpots> spots =
        WhereTimeGoes.record(bench, () -> success(bench, "recorded", FEW));
    bench.say("cost: refusals against a constant");
    List<Row> refused = new ArrayList<>();
    bench.stage().gateway(ONE_TOKEN);
    refused.add(constant(bench, "constant-beside-refusals", FEW));
    refused.add(rateLimited(bench));
    refused.add(soldOut(bench));
    report(bench, decided, refused);
    byWrk.ifPresent(rate -> secondOpinion(bench, decided.get(0), rate));
    WhereTimeGoes.report(bench, spots);
  }

  private static void secondOpinion(Bench bench, Row constant, double byWrk) {
    bench
        .report()
        .text(
            "wrk gets %,.0f answers a second from the constant handler with %d connections, this generator %,.0f."
                .formatted(byWrk, FEW, constant.costed().answersPerSecond()));
  }

  private static Row constant(Bench bench, String name, int connections)
      throws InterruptedException, IOException {
    Sale sale = bench.openSale(bench.stage().gatewayUrl(), 1);
    String path = "/api/sales/" + sale.id() + "/constant";
    Load load = Load.closed(sale.address(), path, connections, bench.extent().measure());
    warm(bench, load);
    return new Row("constant", connections, bench.measureCost(name, load));
  }

  private static Row success(Bench bench, String name, int connections)
      throws InterruptedException, IOException {
    Sale sale = bench.openSale(bench.stage().gatewayUrl(), Bench.ENOUGH);
    Costed costed =
        bench.measureCost(
            name, Load.closed(sale.address(), sale.path(), connections, bench.extent().measure()));
    Tail.await(bench, sale, costed.measured());
    return new Row("success, the whole way", connections, costed);
  }

  /** Without a key the gateway answers it by itself, before it looks for a token. */
  private static Row soldOut(Bench bench) throws InterruptedException, IOException {
    Sale sale = bench.openSale(bench.stage().gatewayUrl(), 1);
    Load load =
        Load.closed(sale.address(), sale.path(), FEW, bench.extent().measure()).withoutKeys();
    warm(bench, load);
    return new Row("sold out, known to the gateway", FEW, bench.measureCost("sold-out", load));
  }

  private static Row rateLimited(Bench bench) throws InterruptedException, IOException {
    Sale sale = bench.openSale(bench.stage().gatewayUrl(), Bench.ENOUGH);
    Load load = Load.closed(sale.address(), sale.path(), FEW, bench.extent().measure());
    warm(bench, load);
    return new Row("no token (429)", FEW, bench.measureCost("rate-limited", load));
  }

  private static void warm(Bench bench, Load load) throws InterruptedException {
    Generator.send(
        Load.closed(load.address(), load.path(), load.connections(), bench.extent().warmUpAgain()));
  }

  private static void report(Bench bench, List<Row> decided, List<Row> refused) {
    bench
        .report()
        .section("Cost")
        .text(
            """
            Processor time for each answer by process, while the load was sent. *Constant* stands in the same gateway process, reads and
            checks the same request with the same code and answers what does not depend on it (benchmarks put it on the class path; no
            gateway ships it). *Path* is gateway, seckill-service, Kafka and Redis together; behind it order-service, PostgreSQL,
            notification-service and stats-service work on the same cores at the same time.""")
        .table(paths(decided));
    for (int i = 0; i + 1 < decided.size(); i += 2) {
      Costed constant = decided.get(i).costed();
      Costed success = decided.get(i + 1).costed();
      bench
          .report()
          .text(
              "%,d connections: **throughput %.2f of the constant handler's, %.1f times its processor time**."
                  .formatted(
                      decided.get(i).connections(),
                      success.measured().decidedPerSecond()
                          / Math.max(1, constant.measured().decidedPerSecond()),
                      success.microsPerAnswer(Costed.PATH) / constant.microsPerAnswer(GATEWAY)));
    }
    Table table =
        new Table(
            "%d connections".formatted(FEW),
            "answers/s",
            "p99, ms",
            "gateway, µs",
            "of the constant's");
    double constant = refused.get(0).costed().microsPerAnswer(GATEWAY);
    for (Row row : refused) {
      double micros = row.costed().microsPerAnswer(GATEWAY);
      double p99 =
          Math.max(
              row.costed().measured().decidedMillis(99), row.costed().measured().refusedMillis(99));
      table.row(row.name(), row.costed().answersPerSecond(), p99, micros, micros / constant);
    }
    bench.report().text("What a refusal costs:").table(table);
  }

  private static Table paths(List<Row> rows) {
    Table table =
        new Table(
            "",
            "connections",
            "decided/s",
            "p50, ms",
            "p99, ms",
            "gateway, µs",
            "seckill, µs",
            "Kafka, µs",
            "Redis, µs",
            "path, µs",
            "behind it, µs");
    for (Row row : rows) {
      Costed costed = row.costed();
      table.row(
          row.name(),
          row.connections(),
          costed.measured().decidedPerSecond(),
          costed.measured().decidedMillis(50),
          costed.measured().decidedMillis(99),
          costed.microsPerAnswer(GATEWAY),
          costed.microsPerAnswer(SECKILL),
          costed.microsPerAnswer("Kafka"),
          costed.microsPerAnswer("Redis"),
          costed.microsPerAnswer(Costed.PATH),
          costed.microsPerAnswer(
              List.of("order-1", "PostgreSQL", "notification-1", "stats-1", "sms-provider")));
    }
    return table;
  }
}
