package io.seckill.stack.sale;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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

  private final Map<String, String> environment;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--shoppers", description = "How many ask, each once.")
  private int shoppers = 5000;

  @Option(names = "--stock", description = "Units on sale.")
  private int stock = 100;

  @Option(names = "--per-user", description = "Units one user may hold.")
  private int perUser = 1;

  @Option(names = "--quantity", description = "Units each shopper asks for.")
  private int quantity = 1;

  @Option(
      names = "--rate",
      description = "Requests a second, whatever the answers; 0: as fast as the connections go.")
  private int rate = 2000;

  @Option(names = "--connections", description = "HTTP connections in all.")
  private int connections = 512;

  @Option(
      names = "--sale",
      paramLabel = "ID",
      description = "Name of the sale (default: a new one).")
  private @Nullable String saleId;

  @Option(names = "--item", description = "What is sold.")
  private String item = "Flash phone";

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
  private int timeoutSeconds = 10;

  @Option(
      names = "--settle-seconds",
      paramLabel = "SECONDS",
      description = {
        "How long the system may take to agree with what it told. What a dead gateway left"
            + " undecided takes half a minute."
      })
  private int settleSeconds = 60;

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
      return new SaleOptions(
          saleId == null ? SaleOptions.defaults().saleId() : saleId,
          item,
          stock,
          perUser,
          quantity,
          shoppers,
          rate,
          connections,
          gateways == null ? dashboards("gateway", 8080) : gateways,
          orders == null ? dashboards("order", 8082).get(0) : orders,
          async,
          Duration.ofSeconds(timeoutSeconds),
          Duration.ofSeconds(settleSeconds),
          log);
    } catch (IllegalArgumentException e) {
      if (spec == null) {
        throw e;
      }
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
    }
  }

  private List<URI> dashboards(String service, int port) {
    List<URI> found =
        Stream.of(environment.getOrDefault("SECKILL_DASHBOARDS", "").split(","))
            .map(entry -> entry.trim().split("=", 2))
            .filter(entry -> entry.length == 2 && entry[0].matches(service + "(-[0-9]+)?"))
            .map(entry -> URI.create(entry[1]))
            .toList();
    return found.isEmpty() ? List.of(URI.create("http://127.0.0.1:" + port)) : found;
  }
}
