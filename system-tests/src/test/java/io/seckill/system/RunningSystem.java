package io.seckill.system;

import io.seckill.stack.Stack;
import io.seckill.stack.audit.Audit;
import io.seckill.stack.audit.AuditOptions;
import io.seckill.stack.audit.AuditReport;
import io.seckill.stack.plan.Instance;
import io.seckill.stack.plan.Scale;
import io.seckill.stack.plan.Service;
import io.seckill.stack.plan.StackPlan;
import io.seckill.stack.process.Ports;
import io.seckill.stack.sale.SaleOptions;
import io.seckill.stack.services.Addresses;
import io.seckill.stack.services.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The whole system as processes of this machine, on free ports, in a folder of its own under {@code
 * target/stacks}. Whoever only uses it takes {@link #standard()}, which is started once for all
 * tests of the JVM; whoever breaks things starts one of their own with {@link #isolated}.
 */
final class RunningSystem implements AutoCloseable {

  /** A machine that is busy with other things must not fail a test that is not about time. */
  private static final Map<String, String> PATIENT = Map.of("SECKILL_DEADLINE_MS", "10000");

  private static final AtomicInteger EXTRA = new AtomicInteger(9);

  private static @Nullable RunningSystem standard;
  private static @Nullable Collector collector;

  private final Stack stack;

  private RunningSystem(Stack stack) {
    this.stack = stack;
  }

  /** Where the services of {@link #standard} send their spans. */
  static synchronized Collector collector() {
    if (collector == null) {
      collector = new Collector();
    }
    return collector;
  }

  /** What a trace that is looked for needs to be seen soon. */
  private static Map<String, String> traced() {
    return Map.of(
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        collector().endpoint(),
        "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_SCHEDULE_DELAY",
        "200ms");
  }

  /** One of each service, patient, but else with default settings; it ends with the JVM. */
  static synchronized RunningSystem standard() {
    if (standard == null) {
      Map<String, String> settings = new HashMap<>(PATIENT);
      settings.putAll(traced());
      standard = isolated(Scale.ones(), settings);
    }
    return standard;
  }

  /**
   * A system for one test class, which closes it; it ends with this JVM at the latest.
   *
   * @param environment settings for all services
   */
  static RunningSystem isolated(Scale scale, Map<String, String> environment) {
    StackPlan plan = StackPlan.isolated(Project.root(), freshHome(), scale, environment);
    RunningSystem started = new RunningSystem(Stack.start(plan));
    Runtime.getRuntime().addShutdownHook(new Thread(started::close, "stack-end"));
    return started;
  }

  /**
   * One more gateway with settings of its own above those of the system; the caller stops it.
   *
   * @param environment its settings
   */
  ServiceProcess anotherGateway(Map<String, String> environment) {
    StackPlan plan = stack.plan();
    Map<String, String> settings = new HashMap<>(plan.environment());
    settings.putAll(environment);
    Instance instance =
        new Instance(Service.GATEWAY, EXTRA.getAndIncrement(), Ports.anyFree(), Ports.anyFree());
    ServiceProcess gateway =
        new ServiceProcess(
            instance,
            new StackPlan(
                plan.root(),
                plan.home(),
                plan.kafkaPort(),
                plan.redisPort(),
                plan.postgresPort(),
                plan.instances(),
                settings));
    gateway.start();
    return gateway;
  }

  Stack stack() {
    return stack;
  }

  Api gateway() {
    return api("gateway-1");
  }

  Api orders() {
    return api("order-1");
  }

  Api notifications() {
    return api("notification-1");
  }

  Api stats() {
    return api("stats-1");
  }

  private Api api(String instance) {
    return new Api(URI.create(stack.url(instance)));
  }

  /** A sale of this system under a name that no other test has; rate in requests a second. */
  SaleOptions sale(int stock, int shoppers, int rate) {
    return SaleOptions.defaults()
        .with()
        .saleId(Unique.sale())
        .stock(stock)
        .shoppers(shoppers)
        .rate(rate)
        .gateways(List.of(URI.create(stack.url("gateway-1"))))
        .orders(URI.create(stack.url("order-1")))
        .build();
  }

  /** Lets the system settle and checks every guarantee. */
  AuditReport audit() throws InterruptedException {
    return Audit.run(AuditOptions.of(Addresses.of(stack.plan())));
  }

  /** Ends all of it; the logs stay for whoever wants to know what happened. */
  @Override
  public void close() {
    stack.stop();
    try {
      FileSystemUtils.deleteRecursively(stack.plan().home().resolve("data"));
    } catch (IOException left) {
      throw new UncheckedIOException(left);
    }
  }

  private static Path freshHome() {
    try {
      Path stacks = Project.root().resolve("system-tests").resolve("target").resolve("stacks");
      Files.createDirectories(stacks);
      return Files.createTempDirectory(stacks, "stack");
    } catch (IOException noFolder) {
      throw new UncheckedIOException(noFolder);
    }
  }
}
