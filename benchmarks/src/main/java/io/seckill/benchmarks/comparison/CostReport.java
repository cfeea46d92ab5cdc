package io.seckill.benchmarks.comparison;

import io.seckill.benchmarks.comparison.Cost.Row;
import io.seckill.benchmarks.report.Report;
import io.seckill.benchmarks.report.Table;
import java.util.List;

/**
 * Writes what {@link Cost} measured, each row against the constant of its number of connections.
 */
final class CostReport {

  private static final String GATEWAY = "gateway-1";
  private static final String SECKILL = "seckill-1";

  private CostReport() {}

  static void write(Report report, List<Row> decided, List<Row> refused) {
    report
        .section("Cost")
        .text(
            """
            Processor time for each answer by process, while the load was sent. *Constant* stands in the same gateway process, reads and
            checks the same request with the same code and answers what does not depend on it (benchmarks put it on the class path; no
            gateway ships it). *Path* is gateway, seckill-service, Kafka and Redis together; behind it order-service, PostgreSQL,
            notification-service and stats-service work on the same cores at the same time.""")
        .table(paths(decided));
    for (Row row : decided) {
      Costed constant = constantOf(decided, row.connections());
      if (row.costed() != constant) {
        report.text(against(constant, row));
      }
    }
    Table table =
        new Table(
            "%d connections".formatted(refused.get(0).connections()),
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
    report.text("What a refusal costs:").table(table);
  }

  private static Costed constantOf(List<Row> rows, int connections) {
    return rows.stream()
        .filter(row -> row.connections() == connections)
        .findFirst()
        .orElseThrow()
        .costed();
  }

  private static String against(Costed constant, Row row) {
    return "%s, %,d connections: **throughput %.2f of the constant handler's, %.1f times its processor time**."
        .formatted(
            row.name(),
            row.connections(),
            row.costed().measured().decidedPerSecond()
                / Math.max(1, constant.measured().decidedPerSecond()),
            row.costed().microsPerAnswer(Costed.PATH) / constant.microsPerAnswer(GATEWAY));
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

  static void secondOpinion(Report report, Row constant, double byWrk) {
    report.text(
        "wrk gets %,.0f answers a second from the constant handler with %d connections, this generator %,.0f."
            .formatted(byWrk, constant.connections(), constant.costed().answersPerSecond()));
  }
}
