package io.seckill.stack.audit;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code seckill audit}: checks guarantees 1 to 6 on a running system. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Checks the guarantees on a running system, from the ledger, Redis, PostgreSQL, stats and"
          + " notifications.",
      "Addresses come from the environment: SECKILL_KAFKA, SECKILL_REDIS_HOST, SECKILL_REDIS_PORT,",
      "SECKILL_POSTGRES_URL, SECKILL_POSTGRES_USER, SECKILL_POSTGRES_PASSWORD, SECKILL_DASHBOARDS."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:the system has settled, and all guarantees hold",
      "1:the system has settled, and one is violated",
      "2:wrong input, or something could not be read",
      "3:the system has not settled in the time it had: nothing is proven, neither way"
    })
public final class AuditCommand implements Callable<Integer> {

  private static final int HOLDS = 0;
  private static final int VIOLATED = 1;
  private static final int COULD_NOT = 2;
  private static final int NOT_SETTLED = 3;
  private static final long BYTES_PER_MEGABYTE = 1 << 20;

  private final Map<String, String> environment;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--sale", paramLabel = "ID", description = "One sale (default: all).")
  private @Nullable String saleId;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--settle-seconds",
      paramLabel = "SECONDS",
      description = "How long to wait for the system to work off what it has; 0: a look.")
  private int settleSeconds = 30;

  @Option(
      names = "--stats-url",
      paramLabel = "URL",
      description = "Where stats-service answers (default: as in SECKILL_DASHBOARDS).")
  private @Nullable URI stats;

  /** Asks the system at the addresses of the environment. */
  public AuditCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    AuditOptions options = options();
    try {
      return endingInASentence(() -> show(Audit.run(options)));
    } catch (UnreadableException e) {
      System.err.println(e.getMessage());
      return COULD_NOT;
    }
  }

  private int show(AuditReport report) {
    System.out.print(json ? toJson(report) + "\n" : AuditTable.of(report));
    return switch (report.verdict()) {
      case HOLDS -> HOLDS;
      case VIOLATED -> VIOLATED;
      case NOT_SETTLED -> NOT_SETTLED;
    };
  }

  interface Auditing {
    int run() throws InterruptedException;
  }

  static int endingInASentence(Auditing auditing) throws InterruptedException {
    try {
      return auditing.run();
    } catch (OutOfMemoryError tooMuch) {
      // What was read is garbage by now: there is room for a sentence.
      System.err.printf(
          "What the stores hold does not fit into the %,d MB of memory that the audit has (an order"
              + " takes about 100 bytes). Check one sale at a time, by --sale ID, or give it more:"
              + " SECKILL_AUDIT_HEAP=2g ./seckill audit%n",
          Runtime.getRuntime().maxMemory() / BYTES_PER_MEGABYTE);
      return COULD_NOT;
    }
  }

  static String toJson(AuditReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("holds", report.verdict() == AuditReport.Verdict.HOLDS);
    json.put("settled", report.settled());
    json.put("leftToDo", report.leftToDo());
    json.put("findings", report.findings().stream().map(AuditCommand::toMap).toList());
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  private static Map<String, Object> toMap(Finding finding) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("saleId", finding.saleId());
    map.put("guarantee", finding.guarantee());
    map.put("name", finding.name());
    map.put("holds", finding.holds());
    map.put("figures", finding.figures());
    map.put("offences", finding.offences());
    map.put("offencesInAll", finding.offencesInAll());
    return map;
  }

  private AuditOptions options() {
    try {
      AuditOptions options =
          AuditOptions.of(environment)
              .withSaleId(saleId)
              .withSettleWithin(Duration.ofSeconds(settleSeconds));
      return stats == null ? options : options.withStats(stats);
    } catch (IllegalArgumentException e) {
      if (spec == null) {
        throw e;
      }
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
