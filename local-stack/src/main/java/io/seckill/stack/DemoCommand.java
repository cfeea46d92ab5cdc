package io.seckill.stack;

import io.seckill.stack.plan.Scale;
import io.seckill.stack.plan.Service;
import io.seckill.stack.sale.SaleListener;
import io.seckill.stack.sale.SaleOptions;
import io.seckill.stack.sale.SaleRunner;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code seckill demo}: up, then {@code sale}, then {@code audit}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Starts the stack, holds a sale, shows who won and whether the guarantees hold.",
      "Stays up until Ctrl-C, so that the dashboards can be looked at."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:all guarantees hold",
      "1:one does not, or something failed",
      "2:wrong usage"
    })
final class DemoCommand implements Callable<Integer> {

  private static final int WARM_UP_SHOPPERS = 20_000;
  private static final int WARM_UP_STOCK = 500;
  private static final int WARM_UP_CONNECTIONS = 64;

  /** Each connection asks again as soon as it is answered: as fast as cold JVMs can. */
  private static final int WITHOUT_PACE = 0;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--exit", description = "End by itself and take the stack down.")
  private boolean exit;

  @Option(names = "--fresh", description = "Begin with empty data; only while nothing runs.")
  private boolean fresh;

  @Option(names = "--shoppers", description = "How many ask, each once.")
  private int shoppers = 5000;

  @Option(names = "--stock", description = "Units on sale.")
  private int stock = 100;

  @Option(names = "--rate", description = "Requests a second.")
  private int rate = 1000;

  @Override
  public Integer call() throws InterruptedException {
    requireBounds();
    Console console = Console.of(spec);
    Session session = new Session(SeckillCommand.root(), System.getenv(), console);
    Session.Up up = session.up(Scale.ones(), fresh, true);
    warmUp(console, up.stack());
    int outcome = holdSale(console);
    console.dashboards(up.stack().services());
    if (exit || up.wasUpBefore()) {
      return outcome;
    }
    console.say("%nCtrl-C takes everything down.");
    session.watch(up.stack());
    return outcome;
  }

  /**
   * The sale would name a wrong number as well, but only when everything has been started for it.
   */
  private void requireBounds() {
    try {
      SaleOptions.defaults().with().shoppers(shoppers).stock(stock).rate(rate).build();
    } catch (IllegalArgumentException e) {
      if (spec == null) {
        throw e;
      }
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
    }
  }

  /** A JVM that has just started decides its first requests slowly; another sale pays for that. */
  private static void warmUp(Console console, Stack stack) throws InterruptedException {
    console.say("%nWarming up: a sale of %,d shoppers that does not count", WARM_UP_SHOPPERS);
    SaleOptions options =
        SaleOptions.defaults()
            .with()
            .saleId("warm-up-" + UUID.randomUUID().toString().substring(0, 8))
            .shoppers(WARM_UP_SHOPPERS)
            .stock(WARM_UP_STOCK)
            .rate(WITHOUT_PACE)
            .connections(WARM_UP_CONNECTIONS)
            .gateways(stack.urls(Service.GATEWAY).stream().map(URI::create).toList())
            .orders(URI.create(stack.urls(Service.ORDER).get(0)))
            .build();
    new SaleRunner(options, SaleListener.NONE).run();
  }

  /**
   * 0 only where the sale is what the shoppers were told, and the audit finds every guarantee to
   * hold.
   */
  private int holdSale(Console console) {
    String saleId = "demo-" + UUID.randomUUID().toString().substring(0, 8);
    console.say("%nA sale: %,d shoppers, %,d items (%s)", shoppers, stock, saleId);
    int told =
        run(
            "sale",
            "--sale=" + saleId,
            "--shoppers=" + shoppers,
            "--stock=" + stock,
            "--rate=" + rate);
    console.say("%nThe guarantees:");
    int held = run("audit", "--sale=" + saleId);
    return told == 0 && held == 0 ? 0 : SeckillCommand.FAILED;
  }

  private int run(String... command) {
    CommandLine seckill = SeckillCommand.commandLine();
    return seckill.execute(command);
  }
}
