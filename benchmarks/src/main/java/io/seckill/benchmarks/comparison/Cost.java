package io.seckill.benchmarks.comparison;

import io.seckill.benchmarks.comparison.Bench.Sale;
import io.seckill.benchmarks.load.Generator;
import io.seckill.benchmarks.load.Load;
import io.seckill.benchmarks.load.Wrk;
import io.seckill.benchmarks.stage.HotSpots;
import io.seckill.stack.plan.Scale;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Processor time of a decision and of a refusal, against a handler that answers a constant. */
final class Cost implements Comparison.Part {

  private static final int FEW = 256;
  private static final int MANY = 1000;
  private static final Map<String, String> ONE_TOKEN =
      Map.of(
          "SECKILL_TOKENS_SOURCE", "local",
          "SECKILL_TOKENS_RATE", "1",
          "SECKILL_TOKENS_CAPACITY", "1");

  /** The gateway is told of no sold-out sale, so that it asks the queue each time. */
  private static final Map<String, String> DECIDED_BEHIND_THE_QUEUE =
      Map.of("SECKILL_TOKENS_SOURCE", "off", "SECKILL_SIGNALS_SOLDOUT", "false");

  /** One load. */
  record Row(String name, int connections, Costed costed) {}

  @Override
  public void run(Bench bench) throws InterruptedException, IOException {
    bench.say("cost: decisions against a constant");
    bench.services(Scale.ones(), DECIDED_BEHIND_THE_QUEUE);
    List<Row> decided = new ArrayList<>();
    OptionalDouble byWrk = OptionalDouble.empty();
    for (int connections : List.of(FEW, MANY)) {
      Row constant = constant(bench, "constant-" + connections, connections);
      decided.add(constant);
      if (connections == FEW) {
        bench.say("  the same by wrk");
        byWrk = Wrk.answersPerSecond(constant.costed().measured().load());
      }
      decided.add(soldOut(bench, "sold out, decided behind the queue", connections));
      decided.add(success(bench, "success-" + connections, connections));
    }
    Map<String, HotSpots> spots =
        WhereTimeGoes.record(bench, () -> success(bench, "recorded", FEW));
    bench.say("cost: refusals against a constant");
    List<Row> refused = new ArrayList<>();
    bench.stage().gateway(ONE_TOKEN);
    refused.add(constant(bench, "constant-beside-refusals", FEW));
    refused.add(rateLimited(bench));
    refused.add(soldOut(bench, "sold out, known to the gateway", FEW));
    CostReport.write(bench.report(), decided, refused);
    byWrk.ifPresent(rate -> CostReport.secondOpinion(bench.report(), decided.get(0), rate));
    WhereTimeGoes.report(bench, spots);
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

  /**
   * Without a key a gateway that knows answers by itself, before it looks for a token; one that is
   * not told hears it from behind the queue.
   */
  private static Row soldOut(Bench bench, String name, int connections)
      throws InterruptedException, IOException {
    Sale sale = bench.openSale(bench.stage().gatewayUrl(), 1);
    Load load =
        Load.closed(sale.address(), sale.path(), connections, bench.extent().measure())
            .withoutKeys();
    warm(bench, load);
    String file = name.replace(",", "").replace(' ', '-') + "-" + connections;
    return new Row(name, connections, bench.measureCost(file, load));
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
}
