package io.seckill.benchmarks.stage;

import io.seckill.benchmarks.naive.NaiveService;
import io.seckill.benchmarks.provider.SmsProvider;
import io.seckill.stack.Stack;
import io.seckill.stack.StackListener;
import io.seckill.stack.plan.Instance;
import io.seckill.stack.plan.Scale;
import io.seckill.stack.plan.Service;
import io.seckill.stack.plan.StackPlan;
import io.seckill.stack.process.Managed;
import io.seckill.stack.process.ProcessFailure;
import io.seckill.stack.services.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.Nullable;

/**
 * The embedded stack on free ports and with data of its own, so that it disturbs no other: servers,
 * an SMS provider, and then either the five services or the naive one. Everything ends with {@link
 * #close()}.
 */
public final class Stage implements AutoCloseable {

  private static final String GATEWAY = "gateway-1";

  private final StackPlan empty;
  private final StagePlans plans;
  private final StackListener listener;
  private final Program provider;
  private volatile Stack stack;
  private Map<String, String> forServices = Map.of();
  private Map<String, String> forGateway = Map.of();
  private volatile @Nullable Program naive;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Stage(StackPlan empty, Path extension, StackListener listener) {
    this.empty = empty;
    this.listener = listener;
    this.stack = Stack.of(empty, listener);
    this.provider =
        new Program(
            "sms-provider",
            empty.home(),
            SmsProvider.class,
            List.of("-Xmx64m", "-XX:+UseSerialGC"),
            Map.of());
    this.plans = new StagePlans(empty, extension, provider.address().resolve("/sms"));
  }

  /**
   * A stage on which nothing runs yet. What a former run left that was killed is ended, and its
   * data deleted: whoever calls must be the only one here.
   *
   * @param root the project
   * @param home takes data and logs
   * @param extension the jar that stands behind the gateway's own and seckill-service's
   */
  public static Stage at(Path root, Path home, Path extension, StackListener listener)
      throws IOException {
    StackPlan isolated = StackPlan.isolated(root, home, Scale.ones(), Map.of());
    StackPlan empty =
        new StackPlan(
            root,
            home,
            isolated.kafkaPort(),
            isolated.redisPort(),
            isolated.postgresPort(),
            List.of(),
            Map.of());
    Stack.found(root, home, listener).ifPresent(Stage::endForGood);
    deleteData(home);
    return new Stage(empty, extension, listener);
  }

  /** It would be taken for this run's own, on other ports than this run's. */
  private static void endForGood(Stack left) {
    left.killAll();
    left.stop();
  }

  private static void deleteData(Path home) throws IOException {
    Path data = home.resolve("data");
    if (Files.exists(data)) {
      PathUtils.deleteDirectory(data);
    }
  }

  /** Kafka, Redis, PostgreSQL and the SMS provider. */
  public void startServers() {
    stack.startMissing();
    begin(provider);
  }

  private void begin(Program program) {
    listener.starting(program);
    program.start();
    if (closed.get()) {
      program.stop();
    }
  }

  /**
   * The five services: what is missing is started, and what has other settings is started anew.
   *
   * @param settings beside the defaults, for all of them
   * @return whether anything was started
   */
  public boolean services(Scale scale, Map<String, String> settings) {
    stopNaive();
    if (!forServices.equals(settings)) {
      stopServices();
    } else if (!forGateway.equals(settings)) {
      stack.stop(GATEWAY);
    }
    forServices = Map.copyOf(settings);
    return start(plans.instances(scale, stack.plan()), settings);
  }

  /** Other settings for the gateway alone; all others go on. */
  public void gateway(Map<String, String> settings) {
    stack.stop(GATEWAY);
    start(stack.plan().instances(), settings);
  }

  private boolean start(List<Instance> instances, Map<String, String> settings) {
    forGateway = Map.copyOf(settings);
    stack = Stack.of(plans.of(instances, settings), listener);
    // Whoever closes looks for the stack after saying so: one of the two sees the other.
    if (closed.get()) {
      throw new ProcessFailure("everything is being stopped");
    }
    return !stack.startMissing().isEmpty();
  }

  /** Ends the five services; servers and provider go on. */
  public void stopServices() {
    for (Service service : Service.values()) {
      stack.plan().of(service).forEach(instance -> stack.stop(instance.name()));
    }
    forServices = Map.of();
    stack = Stack.of(empty, listener);
  }

  /**
   * The naive service, in place of the five.
   *
   * @param settings beside its defaults
   */
  public Program naive(Map<String, String> settings) {
    stopServices();
    stopNaive();
    Map<String, String> environment = new HashMap<>(Addresses.of(empty));
    environment.put(NaiveService.SMS_URL, provider.address() + "/sms");
    environment.putAll(settings);
    Program started =
        new Program(
            "naive", empty.home(), NaiveService.class, Service.GATEWAY.jvmOptions(), environment);
    naive = started;
    begin(started);
    return started;
  }

  private void stopNaive() {
    Program running = naive;
    if (running != null) {
      running.stop();
      naive = null;
    }
  }

  /** The gateway's base address. */
  public URI gatewayUrl() {
    return URI.create(stack.url(GATEWAY));
  }

  /** A service's base address. */
  public URI url(Service service) {
    return URI.create(stack.urls(service).get(0));
  }

  public Program provider() {
    return provider;
  }

  /** Where everything is, as the environment variables that commands read. */
  public Map<String, String> addresses() {
    return Addresses.of(stack.plan());
  }

  /** All processes that run: servers, services, or the naive one, and the provider last. */
  public List<Managed> processes() {
    List<Managed> all = new ArrayList<>(stack.members());
    Program running = naive;
    if (running != null) {
      all.add(running);
    }
    all.add(provider);
    return all.stream().filter(Managed::isRunning).toList();
  }

  /** Takes everything down and deletes its data; logs stay. A second call does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      stopNaive();
      stack.stop();
      provider.stop();
      try {
        deleteData(empty.home());
      } catch (IOException left) {
        throw new UncheckedIOException(left);
      }
    }
  }
}
