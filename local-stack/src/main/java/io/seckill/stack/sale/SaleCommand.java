package io.seckill.stack.sale;

import io.seckill.stack.plan.Service;
import io.seckill.stack.services.Dashboards;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code seckill sale}: holds a sale on any running system. */
@Command(
    name = "sale",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Holds a sale on a running system, and checks what each shopper was told against the orders.",
      "Times count from when a request was due, so a stall shows in full."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:what was told is what the system says",
      "1:it is not",
      "2:wrong input, or the system could not be asked"
    })
public final class SaleCommand implements Callable<Integer> {

  private static final int AGREES = 0;
  private static final int DIFFERS = 1;
  private static final int COULD_NOT = 2;
  private static final SaleOptions USUAL = SaleOptions.defaults();

  private final Map<String, String> environment;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--shoppers", description = "How many ask, each once.")
  private int shoppers = USUAL.shoppers();

  @Option(names = "--stock", description = "Units on sale.")
  private int stock = USUAL.stock();

  @Option(names = "--per-user", description = "Units one user may hold.")
  private int perUser = USUAL.perUser();

  @Option(names = "--quantity", description = "Units each shopper asks for.")
  private int quantity = USUAL.quantity();

  @Option(
      names = "--rate",
      description = "Requests a second, whatever the answers; 0: as fast as the connections go.")
  private int rate = USUAL.rate();

  @Option(names = "--connections", description = "HTTP connections in all.")
  private int connections = USUAL.connections();

  @Option(
      names = "--sale",
      paramLabel = "ID",
      description = "Name of the sale (default: a new one).")
  private @Nullable String saleId;

  @Option(names = "--item", description = "What is sold.")
  private String item = USUAL.item();

  @Option(
      names = "--url",
      split = ",",
      paramLabel = "URL",
      description = {
        "Gateways, in turn; repeat, or separate by commas (default: as in SECKILL_DASHBOARDS, or"
            + " http://127.0.0.1:8080)."
      })
  private @Nullable List<URI> gateways;

  @Option(
      names = "--orders-url",
      paramLabel = "URL",
      description = {
        "Where order-service answers (default: as in SECKILL_DASHBOARDS, or http://127.0.0.1:8082)."
      })
  private @Nullable URI orders;

  @Option(
      names = "--async",
      description = "Ask with 'Prefer: respond-async', hear the result later.")
  private boolean async;

  @Option(
      names = "--timeout-seconds",
      paramLabel = "SECONDS",
      description = "When a shopper without an answer is given up.")
  private long timeoutSeconds = USUAL.answerWithin().toSeconds();

  @Option(
      names = "--settle-seconds",
      paramLabel = "SECONDS",
      description = {
        "How long the system may take to agree with what it told. What a dead gateway left"
            + " undecided takes half a minute."
      })
  private long settleSeconds = USUAL.settleWithin().toSeconds();

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "Write what each shopper was told, one line each, fields separated by tabs.")
  private @Nullable Path log;

  /** Holds sales at the addresses of the environment. */
  public SaleCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    SaleOptions options = options();
    PrintStream out = System.out;
    try (SaleOnTerminal terminal = new SaleOnTerminal(out, SaleOnTerminal.hasTerminal())) {
      SaleReport report = new SaleRunner(options, terminal).run();
      out.print(SaleTable.of(report));
      return report.agrees() ? AGREES : DIFFERS;
    } catch (SaleFailedException e) {
      System.err.println(e.getMessage());
      return COULD_NOT;
    }
  }

  private SaleOptions options() {
    try {
      SaleOptions options =
          SaleOptions.defaults()
              .with()
              .item(item)
              .stock(stock)
              .perUser(perUser)
              .quantity(quantity)
              .shoppers(shoppers)
              .rate(rate)
              .connections(connections)
              .gateways(gateways == null ? Dashboards.of(environment, Service.GATEWAY) : gateways)
              .orders(orders == null ? Dashboards.of(environment, Service.ORDER).get(0) : orders)
              .async(async)
              .answerWithin(Duration.ofSeconds(timeoutSeconds))
              .settleWithin(Duration.ofSeconds(settleSeconds))
              .log(log)
              .build();
      return saleId == null ? options : options.withSaleId(saleId);
    } catch (IllegalArgumentException e) {
      if (spec == null) {
        throw e;
      }
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
    }
  }
}
