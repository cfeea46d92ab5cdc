package io.seckill.system;

import static org.awaitility.Awaitility.await;

import io.seckill.stack.Stack;
import io.seckill.stack.StackListener;
import io.seckill.stack.audit.Audit;
import io.seckill.stack.audit.AuditOptions;
import io.seckill.stack.audit.AuditReport;
import io.seckill.stack.plan.Scale;
import io.seckill.stack.plan.Service;
import io.seckill.stack.plan.StackPlan;
import io.seckill.stack.process.Managed;
import io.seckill.stack.process.ProcessFailure;
import io.seckill.stack.sale.Answer;
import io.seckill.stack.sale.SaleOptions;
import io.seckill.stack.sale.SaleReport;
import io.seckill.stack.services.Addresses;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The whole system as processes that a test may kill: two gateways, three seckill-services, one of
 * each other. Started for the first test class that asks and kept for the others, since a start
 * takes longer than most tests; each test holds a sale of its own. Data and logs stay in {@code
 * target/crash-stack} until the next run.
 */
final class CrashStack implements AutoCloseable {

  private static final Duration READY_MAX = Duration.ofSeconds(60);
  private static final Duration SETTLE_MAX = Duration.ofSeconds(90);

  private static final int WARM_UP_SALES_MAX = 4;
  private static final int STARTS_MAX = 3;

  private final Stack stack;
  private final Path tellings;

  private CrashStack(Stack stack, Path tellings) {
    this.stack = stack;
    this.tellings = tellings;
  }

  /** Hands the one stack of this JVM to test classes, and stops it after the last one. */
  static final class Shared implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == CrashStack.class;
    }

    @Override
    public CrashStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.create(CrashStack.class))
          .computeIfAbsent(CrashStack.class, key -> start(), CrashStack.class);
    }
  }

  private static CrashStack start() {
    Path root = Path.of(System.getProperty("seckill.root"));
    Path home = root.resolve("system-tests").resolve("target").resolve("crash-stack");
    Stack.found(root, home, StackListener.SILENT).ifPresent(Stack::killAll);
    try {
      if (Files.exists(home)) {
        PathUtils.deleteDirectory(home);
      }
      Path tellings = Files.createDirectories(home.resolve("told"));
      StackPlan plan = StackPlan.isolated(root, home, Scale.parse("gateway=2,seckill=3"), Map.of());
      CrashStack started = new CrashStack(Stack.start(plan), tellings);
      started.warmUp();
      return started;
    } catch (IOException e) {
      throw new IllegalStateException("%s cannot be made anew".formatted(home), e);
    }
  }

  /**
   * A JVM that has decided nothing yet is slow, and its first shoppers time out: lets some ask
   * until all of them are answered in time, or the machine is plainly too busy for that.
   */
  void warmUp() {
    for (int sale = 0; sale < WARM_UP_SALES_MAX; sale++) {
      SaleReport report = RunningSale.begin(sale("warm-up", 200, 300, 60)).report();
      if (report.count(Answer.SUCCESS) + report.count(Answer.SOLD_OUT) == 300) {
        return;
      }
    }
  }

  Stack processes() {
    return stack;
  }

  /** Starts what a test that failed left dead, so that the next one does not fail with it. */
  void expectWhole() {
    stack.startMissing();
    await().atMost(READY_MAX).until(() -> stack.members().stream().allMatch(Managed::isReady));
  }

  /**
   * A sale of this system under a name of its own, its shoppers taking the gateways in turn; what
   * each is told is written to a file beside the logs.
   *
   * @param rate requests a second
   */
  SaleOptions sale(String name, int stock, int shoppers, int rate) {
    String saleId = name + "-" + UUID.randomUUID().toString().substring(0, 8);
    return SaleOptions.defaults()
        .with()
        .saleId(saleId)
        .shoppers(shoppers)
        .stock(stock)
        .rate(rate)
        .connections(256)
        .gateways(stack.urls(Service.GATEWAY).stream().map(URI::create).toList())
        .orders(URI.create(stack.url("order-1")))
        .answerWithin(Duration.ofSeconds(10))
        .settleWithin(SETTLE_MAX)
        .log(tellings.resolve(saleId + ".tsv"))
        .build();
  }

  /** Lets the system settle and checks the guarantees of one sale against the stores. */
  AuditReport audit(String saleId) throws InterruptedException {
    return audit(saleId, SETTLE_MAX);
  }

  AuditReport audit(String saleId, Duration settleWithin) throws InterruptedException {
    return Audit.run(
        AuditOptions.of(addresses()).withSaleId(saleId).withSettleWithin(settleWithin));
  }

  /**
   * Starts one process, with settings for this start only. A machine that is busy with other things
   * may be too slow for it; then once more.
   */
  void start(String name, Map<String, String> settings) {
    for (int attempt = 1; ; attempt++) {
      try {
        stack.start(name, settings);
        return;
      } catch (ProcessFailure e) {
        if (attempt == STARTS_MAX) {
          throw e;
        }
      }
    }
  }

  /** Sends a signal, as {@code STOP} or {@code CONT}, to processes by their names. */
  void signal(String signal, List<String> names) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
    names.forEach(name -> command.add(Long.toString(stack.process(name).pid())));
    int exit = new ProcessBuilder(command).start().waitFor();
    if (exit != 0) {
      throw new IOException("%s ended with %d (expected: 0)".formatted(command, exit));
    }
  }

  /** Where the stores and services are, as commands read it from their environment. */
  Map<String, String> addresses() {
    return Addresses.of(stack.plan());
  }

  /** Where a process serves gRPC. */
  int grpcPort(String name) {
    return stack.plan().instances().stream()
        .filter(instance -> instance.name().equals(name))
        .findFirst()
        .orElseThrow()
        .grpcPort();
  }

  List<String> gateways() {
    return stack.urls(Service.GATEWAY);
  }

  @Override
  public void close() {
    stack.stop();
  }
}
