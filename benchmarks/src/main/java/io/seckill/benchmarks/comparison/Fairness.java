package io.seckill.benchmarks.comparison;

import io.seckill.benchmarks.report.Plot;
import io.seckill.benchmarks.report.Table;
import io.seckill.stack.plan.Scale;
import io.seckill.stack.plan.Service;
import io.seckill.stack.sale.Answer;
import io.seckill.stack.sale.SaleListener;
import io.seckill.stack.sale.SaleOptions;
import io.seckill.stack.sale.SaleReport;
import io.seckill.stack.sale.SaleRunner;
import io.seckill.stack.sale.Told;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** More shoppers than items: who came first, and who got one? */
final class Fairness implements Comparison.Part {

  private static final int SHOPPERS = 10_000;
  private static final int STOCK = 2_000;
  private static final int STEADY = 1_000;
  private static final int RUSH = 5_000;

  @Override
  public void run(Bench bench) throws InterruptedException, IOException {
    bench.services(Scale.ones(), Bench.WITHOUT_TOKENS);
    Table table =
        new Table(
            "shoppers a second",
            "shoppers",
            "items",
            "of the first %,d".formatted(STOCK),
            "last winner's place",
            "guarantees");
    Plot plot =
        new Plot(
            "fairness", "Who got one", "place in the order of arrival", "share of winners", false);
    for (int rate : List.of(STEADY, RUSH)) {
      bench.say(
          "fairness: %,d shoppers for %,d items, %,d a second".formatted(SHOPPERS, STOCK, rate));
      SaleReport report = sale(bench, rate);
      List<Boolean> won = won(report.told().values().stream().toList());
      table.row(
          "%,d".formatted(rate),
          SHOPPERS,
          STOCK,
          "%.1f%%".formatted(100 * Winners.shareOfFirst(won, STOCK)),
          Winners.lastPlace(won),
          report.agrees() ? "hold" : "**violated**");
      Winners.Curve curve = Winners.curve(won, SHOPPERS / 50);
      plot.line("%,d a second".formatted(rate), curve.places(), curve.shares());
    }
    bench
        .report()
        .section("Fairness")
        .text(
            """
            A request is fair game in the order in which it arrived, but requests spread over twelve partitions, and a batch takes what each
            has. The share of winners among the first %,d arrivals (by the moment at which they were sent) says how far that is from a single
            line; 100%% is one. Each shopper asks once; no tokens."""
                .formatted(STOCK))
        .table(table)
        .plot(plot);
  }

  private static SaleReport sale(Bench bench, int rate) throws InterruptedException {
    SaleOptions options =
        SaleOptions.defaults()
            .with()
            .saleId("fairness-" + rate)
            .shoppers(SHOPPERS)
            .stock(STOCK)
            .rate(rate)
            .gateways(List.of(bench.stage().gatewayUrl()))
            .orders(bench.stage().url(Service.ORDER))
            .build();
    return new SaleRunner(options, SaleListener.NONE).run();
  }

  private static List<Boolean> won(List<Told> told) {
    return told.stream()
        .sorted(Comparator.comparingLong(Told::sentMicros).thenComparingInt(Told::shopper))
        .map(one -> one.answer() == Answer.SUCCESS)
        .toList();
  }
}
