package io.seckill.benchmarks.comparison;

import io.seckill.benchmarks.comparison.Bench.Sale;
import io.seckill.benchmarks.load.Heard;
import io.seckill.benchmarks.load.Load;
import io.seckill.benchmarks.load.Measured;
import io.seckill.benchmarks.naive.NaiveService;
import io.seckill.benchmarks.report.Table;
import io.seckill.benchmarks.stage.Program;
import io.seckill.stack.audit.AuditReport;
import io.seckill.stack.plan.Scale;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** All five steps before the answer, against two and a queue. */
final class AgainstNaive implements Comparison.Part {

  private static final int SHOPPERS = 256;

  @Override
  public void run(Bench bench) throws InterruptedException, IOException {
    bench.say("naive: five steps in line");
    Measured oneTransaction =
        naive(bench, "naive-one-transaction", Map.of(NaiveService.ONE_TRANSACTION, "true"));
    Measured naive = naive(bench, "naive", Map.of());
    bench.say("naive: two steps and a queue");
    bench.services(Scale.ones(), Bench.WITHOUT_TOKENS);
    long messagesBefore = messages(bench);
    Sale sale = bench.openSale(bench.stage().gatewayUrl(), Bench.ENOUGH);
    Measured async =
        bench.measure(
            "async", Load.closed(sale.address(), sale.path(), SHOPPERS, bench.extent().measure()));
    Tail tail = Tail.await(bench, sale, async);
    double furtherSeconds = Tail.awaitMessages(bench, messagesBefore + tail.successes());
    AuditReport audit = bench.audit(sale);
    report(bench, oneTransaction, naive, async);
    tell(bench, async, tail, furtherSeconds, audit);
  }

  private static Measured naive(Bench bench, String name, Map<String, String> settings)
      throws InterruptedException, IOException {
    Program naive = bench.stage().naive(settings);
    bench.warmUp(naive.address(), bench.extent().warmUp());
    Sale sale = bench.openSale(naive.address(), Bench.ENOUGH);
    return bench.measure(
        name, Load.closed(sale.address(), sale.path(), SHOPPERS, bench.extent().measure()));
  }

  private static long messages(Bench bench) throws InterruptedException {
    // The warm-up's messages are still on their way: what was sent before must not count for ours.
    long before = -1;
    long now = 0;
    while (now != before) {
      before = now;
      TimeUnit.SECONDS.sleep(1);
      now = bench.api().number(bench.stage().provider().address().resolve("/count"), "messages");
    }
    return now;
  }

  private static void report(Bench bench, Measured oneTransaction, Measured naive, Measured async) {
    Table table =
        new Table(
            "%d shoppers at once, each asks again when answered".formatted(SHOPPERS),
            "decided/s",
            "p50, ms",
            "p99, ms",
            "p99.9, ms",
            "without a decision");
    row(table, "naive, one transaction around all five steps", oneTransaction);
    row(table, "naive, message sent after the order is committed", naive);
    row(table, "two steps and a queue", async);
    bench
        .report()
        .section("Naive")
        .text(
            """
            *Naive* is a Spring MVC service with blocking JDBC and Spring Boot's defaults (200 threads, 10 connections to the database): the
            servlet stack is what most would write first. It does risk, stock (a conditional UPDATE of the sale's row: it does not
            oversell), order, SMS and statistics before it answers. The SMS provider is the same process for all rows, answers after
            50 ms, and either system may have 200 messages on their way. Neither asks for a token.""")
        .table(table)
        .text(
            "**%.1f times as many decisions a second as the better naive one, half of them %.1f times as soon.**"
                .formatted(
                    async.decidedPerSecond() / Math.max(1, naive.decidedPerSecond()),
                    naive.decidedMillis(50) / Math.max(0.1, async.decidedMillis(50))));
  }

  private static void row(Table table, String name, Measured measured) {
    table.row(
        name,
        measured.decidedPerSecond(),
        measured.decidedMillis(50),
        measured.decidedMillis(99),
        measured.decidedMillis(99.9),
        measured.all() - measured.count(Heard.Kind.DECIDED));
  }

  private static void tell(
      Bench bench, Measured async, Tail tail, double furtherSeconds, AuditReport audit) {
    double seconds = async.took().toMillis() / 1e3;
    bench
        .report()
        .text(
            """
            The same work is done in the end. Of %,d successes %,d were orders and counted when the load ended (%,.0f a second while the
            sale ran); %s; %s. Audit of the sale: %s."""
                .formatted(
                    tail.successes(),
                    Math.min(tail.ordersDuring(), tail.successes()),
                    tail.ordersDuring() / seconds,
                    tail.complete()
                        ? "all of them %.1f s after it".formatted(tail.orders())
                        : "**not all of them %.0f s after it**".formatted(tail.orders()),
                    Double.isNaN(furtherSeconds)
                        ? "**not all messages were sent in the time allowed**"
                        : "all messages were with the provider %.1f s after that"
                            .formatted(furtherSeconds),
                    verdict(audit)));
  }

  static String verdict(AuditReport audit) {
    return switch (audit.verdict()) {
      case HOLDS -> "every guarantee holds";
      case VIOLATED -> "**violated** (%d findings)".formatted(audit.violations().size());
      case NOT_SETTLED ->
          "**not settled** (%d findings so far): %s"
              .formatted(audit.violations().size(), audit.leftToDo());
    };
  }
}
