package io.seckill.stack;

import io.seckill.stack.plan.Instance;
import io.seckill.stack.plan.Service;
import io.seckill.stack.plan.StackPlan;
import io.seckill.stack.process.Launch;
import io.seckill.stack.process.LocalProcess;
import io.seckill.stack.process.Managed;
import io.seckill.stack.process.ProcessFailure;
import io.seckill.stack.services.ServiceProcess;
import io.seckill.stack.state.StackLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole system as processes of this machine: servers first, then services; down in the opposite
 * direction. Processes outlive this JVM unless {@link #stop()} or {@link #close()} is called.
 */
public final class Stack implements AutoCloseable {

  private final StackPlan plan;
  private final StackListener listener;
  private final Members members;
  private final RunBook book;
  private boolean stopping;

  private Stack(StackPlan plan, StackListener listener) {
    this.plan = plan;
    this.listener = listener;
    this.members = new Members(plan);
    this.book = new RunBook(plan, members);
  }

  /** A stack with the plan's processes, of which those run that an earlier command left running. */
  public static Stack of(StackPlan plan, StackListener listener) {
    Stack stack = new Stack(plan, listener);
    stack.book.adoptRunning();
    return stack;
  }

  /** The stack that an earlier command started; empty where there is none, or it was taken down. */
  public static Optional<Stack> found(Path root, Path home, StackListener listener) {
    return RunBook.planOf(root, home).map(plan -> of(plan, listener));
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
      List<Managed> missing = members.missing();
      missing.forEach(Managed::requirePortsFree);
      List<Managed> servers = those(missing, members.servers());
      List<Managed> services = those(missing, members.services());
      try {
        AtOnce.each(servers, member -> startOne(member, Map.of()));
        AtOnce.each(services, member -> startOne(member, Map.of()));
      } catch (ProcessFailure failure) {
        refuseFurtherStarts();
        // Nobody waits for these services yet, so nothing is lost with them.
        AtOnce.each(services, Managed::kill);
        AtOnce.each(servers, this::stopOne);
        book.saveOrForget();
        throw failure;
      }
      return missing;
    }
  }

  private static List<Managed> those(List<Managed> chosen, List<? extends Managed> all) {
    return chosen.stream().filter(all::contains).toList();
  }

  /** Starts one process that does not run, as {@code seckill-1} or {@code Redis}. */
  public void start(String name) {
    start(name, Map.of());
  }

  /**
   * The same with settings for this start only.
   *
   * @param settings environment variables, which count more than the plan's
   */
  public void start(String name, Map<String, String> settings) {
    startOne(members.named(name), settings);
  }

  private void startOne(Managed member, Map<String, String> settings) {
    long begin = System.nanoTime();
    listener.starting(member);
    Launch prepared = member.prepare(settings);
    synchronized (this) {
      if (stopping) {
        throw new ProcessFailure("the stack is being stopped");
      }
      member.launch(prepared);
      // At once: if this JVM dies now, the next command still finds the process.
      book.save();
    }
    member.awaitReady();
    listener.ready(member, Duration.ofNanos(System.nanoTime() - begin));
  }

  /**
   * Takes everything down: the gateways first, so that those who wait are answered; then
   * seckill-services; then the listeners; the servers last.
   */
  public void stop() {
    refuseFurtherStarts();
    // Before anything ends: whoever watches this stack is to know that it is meant.
    book.forget();
    List<ServiceProcess> gateways = members.of(Service.GATEWAY);
    List<ServiceProcess> deciders = members.of(Service.SECKILL);
    AtOnce.each(gateways, this::stopOne);
    AtOnce.each(deciders, this::stopOne);
    AtOnce.each(
        members.services().stream()
            .filter(service -> !gateways.contains(service) && !deciders.contains(service))
            .toList(),
        this::stopOne);
    AtOnce.each(members.servers(), this::stopOne);
  }

  /** Stops one process politely. */
  public void stop(String name) {
    stopOne(members.named(name));
  }

  private void stopOne(Managed member) {
    if (member.isRunning()) {
      long begin = System.nanoTime();
      boolean politely = member.stop();
      listener.stopped(member, Duration.ofNanos(System.nanoTime() - begin), politely);
    }
  }

  /** The same as {@link #stop()}. */
  @Override
  public void close() {
    stop();
  }

  /** Ends one process without warning ({@code kill -9}). */
  public void kill(String name) {
    members.named(name).kill();
  }

  /** Ends everything without warning, as a power cut would. */
  public void killAll() {
    refuseFurtherStarts();
    AtOnce.each(members.all(), Managed::kill);
  }

  /** From now on nothing is launched any more, whoever is just about to. */
  synchronized void refuseFurtherStarts() {
    stopping = true;
  }

  public StackPlan plan() {
    return plan;
  }

  /** All processes, servers first. */
  public List<Managed> members() {
    return members.all();
  }

  List<ServiceProcess> services() {
    return members.services();
  }

  /** The process of a member, as {@code gateway-1} or {@code Kafka}; of this start only. */
  public LocalProcess process(String name) {
    return members.named(name).process();
  }

  /** Base address of a service's instance, as {@code gateway-1}. */
  public String url(String name) {
    return members.serviceNamed(name).instance().url();
  }

  /** Base addresses of all instances of a service. */
  public List<String> urls(Service service) {
    return plan.of(service).stream().map(Instance::url).toList();
  }

  /** Whether anything of it runs. */
  public boolean isRunning() {
    return !members.running().isEmpty();
  }

  /**
   * Whether the process that this object knows is still the one that the stack has under its name.
   */
  boolean isMeantToRun(Managed member) {
    return book.names(member);
  }
}
