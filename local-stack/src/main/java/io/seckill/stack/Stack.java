package io.seckill.stack;

import io.seckill.stack.plan.Instance;
import io.seckill.stack.plan.Service;
import io.seckill.stack.plan.StackPlan;
import io.seckill.stack.process.Launch;
import io.seckill.stack.process.LocalProcess;
import io.seckill.stack.process.Managed;
import io.seckill.stack.process.ProcessFailure;
import io.seckill.stack.servers.KafkaServer;
import io.seckill.stack.servers.PostgresServer;
import io.seckill.stack.servers.RedisServer;
import io.seckill.stack.servers.Server;
import io.seckill.stack.servers.ServerFolders;
import io.seckill.stack.services.ServiceProcess;
import io.seckill.stack.state.RunFile;
import io.seckill.stack.state.RunState;
import io.seckill.stack.state.StackLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The whole system as processes of this machine: servers first, then services; down in the opposite
 * direction. Processes outlive this JVM unless {@link #stop()} or {@link #close()} is called.
 */
public final class Stack implements AutoCloseable {

  private final StackPlan plan;
  private final StackListener listener;
  private final RunFile runFile;
  private final KafkaServer kafka;
  private final RedisServer redis;
  private final PostgresServer postgres;
  private final List<ServiceProcess> services;
  private boolean stopping;

  private Stack(StackPlan plan, StackListener listener) {
    this.plan = plan;
    this.listener = listener;
    this.runFile = new RunFile(plan.home());
    ServerFolders folders =
        new ServerFolders(plan.home().resolve("data"), plan.home().resolve("logs"));
    this.kafka = new KafkaServer(folders, plan.kafkaPort());
    this.redis = new RedisServer(folders, plan.redisPort());
    this.postgres = new PostgresServer(folders, plan.postgresPort());
    this.services =
        plan.instances().stream().map(instance -> new ServiceProcess(instance, plan)).toList();
  }

  /** A stack with the plan's processes, of which those run that an earlier command left running. */
  public static Stack of(StackPlan plan, StackListener listener) {
    Stack stack = new Stack(plan, listener);
    stack.runFile.read().ifPresent(stack::adoptRunning);
    return stack;
  }

  /** The stack that an earlier command started; empty where there is none, or it was taken down. */
  public static Optional<Stack> found(Path root, Path home, StackListener listener) {
    return new RunFile(home)
        .read()
        .map(
            state ->
                new StackPlan(
                    root,
                    home,
                    state.kafkaPort(),
                    state.redisPort(),
                    state.postgresPort(),
                    state.instances(),
                    Map.of()))
        .map(plan -> of(plan, listener));
  }

  /** Starts a whole stack and returns when every process is ready. */
  public static Stack start(StackPlan plan) {
    Stack stack = of(plan, StackListener.SILENT);
    stack.startMissing();
    return stack;
  }

  /**
   * Starts what does not run yet and returns when all of it is ready: Kafka, Redis and PostgreSQL
   * at the same time, then the services at the same time.
   *
   * @return what was started
   * @throws ProcessFailure where one cannot be started; then everything started here is stopped
   *     again
   */
  public List<Managed> startMissing() {
    try (StackLock lock = StackLock.take(plan.home())) {
      List<Managed> missing = members().stream().filter(member -> !member.isRunning()).toList();
      missing.forEach(Managed::requirePortsFree);
      try {
        AtOnce.each(only(missing, Server.class), this::startOne);
        AtOnce.each(only(missing, ServiceProcess.class), this::startOne);
      } catch (ProcessFailure failure) {
        refuseFurtherStarts();
        // Nobody waits for these services yet, so nothing is lost with them.
        AtOnce.each(only(missing, ServiceProcess.class), Managed::kill);
        AtOnce.each(only(missing, Server.class), this::stopOne);
        saveOrForget();
        throw failure;
      }
      return missing;
    }
  }

  /** Starts one process that does not run, as {@code seckill-1} or {@code Redis}. */
  public void start(String name) {
    startOne(member(name));
  }

  /** Stops one process politely. */
  public void stop(String name) {
    stopOne(member(name));
  }

  /** Ends one process without warning ({@code kill -9}). */
  public void kill(String name) {
    member(name).kill();
  }

  public LocalProcess process(String name) {
    return member(name).process();
  }

  /** Base address of a service's instance, as {@code gateway-1}. */
  public String url(String name) {
    return services.stream()
        .filter(service -> service.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name))
        .instance()
        .url();
  }

  /** Base addresses of all instances of a service. */
  public List<String> urls(Service service) {
    return plan.of(service).stream().map(Instance::url).toList();
  }

  public KafkaServer kafka() {
    return kafka;
  }

  public RedisServer redis() {
    return redis;
  }

  public List<ServiceProcess> services() {
    return services;
  }

  public PostgresServer postgres() {
    return postgres;
  }

  /** All processes, servers first. */
  public List<Managed> members() {
    return Stream.<Managed>concat(Stream.of(kafka, redis, postgres), services.stream()).toList();
  }

  public StackPlan plan() {
    return plan;
  }

  /** Whether anything of it runs. */
  public boolean isRunning() {
    return members().stream().anyMatch(Managed::isRunning);
  }

  /**
   * Takes everything down: the gateways first, so that those who wait are answered; then
   * seckill-services; then the listeners; the servers last.
   */
  public void stop() {
    refuseFurtherStarts();
    // Before anything ends: whoever watches this stack is to know that it is meant.
    runFile.delete();
    stopInOrder(members());
  }

  /**
   * Whether the process that this object knows is still the one that the stack has under its name.
   */
  boolean isMeantToRun(Managed member) {
    return runFile
        .read()
        .filter(
            state ->
                state.processes().stream()
                    .anyMatch(
                        running ->
                            running.name().equals(member.name()) && running.pid() == member.pid()))
        .isPresent();
  }

  /** Ends everything without warning, as a power cut would. */
  public void killAll() {
    refuseFurtherStarts();
    AtOnce.each(members(), Managed::kill);
  }

  /** The same as {@link #stop()}. */
  @Override
  public void close() {
    stop();
  }

  /** From now on nothing is launched any more, whoever is just about to. */
  synchronized void refuseFurtherStarts() {
    stopping = true;
  }

  private void startOne(Managed member) {
    long begin = System.nanoTime();
    listener.starting(member);
    Launch prepared = member.prepare();
    synchronized (this) {
      if (stopping) {
        throw new ProcessFailure("the stack is being stopped");
      }
      member.launch(prepared);
      // At once: if this JVM dies now, the next command still finds the process.
      save();
    }
    member.awaitReady();
    listener.ready(member, Duration.ofNanos(System.nanoTime() - begin));
  }

  private void stopInOrder(List<Managed> members) {
    List<ServiceProcess> ours = only(members, ServiceProcess.class);
    AtOnce.each(ours.stream().filter(is(Service.GATEWAY)).toList(), this::stopOne);
    AtOnce.each(ours.stream().filter(is(Service.SECKILL)).toList(), this::stopOne);
    AtOnce.each(
        ours.stream().filter(is(Service.GATEWAY).or(is(Service.SECKILL)).negate()).toList(),
        this::stopOne);
    AtOnce.each(only(members, Server.class), this::stopOne);
  }

  private void stopOne(Managed member) {
    if (member.isRunning()) {
      long begin = System.nanoTime();
      boolean politely = member.stop();
      listener.stopped(member, Duration.ofNanos(System.nanoTime() - begin), politely);
    }
  }

  private void adoptRunning(RunState state) {
    for (RunState.Running running : state.processes()) {
      for (Managed member : members()) {
        if (member.name().equals(running.name())) {
          LocalProcess.find(
                  running.name(),
                  running.pid(),
                  running.startedAt(),
                  member.log(),
                  member.politeEnd())
              .ifPresent(member::adopt);
        }
      }
    }
  }

  private void save() {
    List<RunState.Running> running = new ArrayList<>();
    for (Managed member : members()) {
      if (member.isRunning()) {
        LocalProcess process = member.process();
        running.add(new RunState.Running(member.name(), process.pid(), process.startedAt()));
      }
    }
    runFile.write(
        plan.kafkaPort(), plan.redisPort(), plan.postgresPort(), plan.instances(), running);
  }

  private void saveOrForget() {
    if (isRunning()) {
      save();
    } else {
      runFile.delete();
    }
  }

  private Managed member(String name) {
    Optional<Managed> found =
        members().stream().filter(member -> member.name().equalsIgnoreCase(name)).findFirst();
    return found.orElseThrow(() -> unknown(name));
  }

  private IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException(
        "no process '%s' (expected: %s)"
            .formatted(name, String.join(", ", members().stream().map(Managed::name).toList())));
  }

  private static Predicate<ServiceProcess> is(Service service) {
    return process -> process.instance().service() == service;
  }

  private static <M extends Managed> List<M> only(List<Managed> members, Class<M> kind) {
    return members.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
