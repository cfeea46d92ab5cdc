package io.seckill.stack;

import io.seckill.stack.plan.Instance;
import io.seckill.stack.plan.Scale;
import io.seckill.stack.plan.StackPlan;
import io.seckill.stack.process.Managed;
import io.seckill.stack.process.ProcessFailure;
import io.seckill.stack.state.StackLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.file.PathUtils;

/**
 * One command's time with the stack: it brings it up and, where it was the one who did, may watch
 * it and takes it down when it is interrupted.
 */
final class Session {

  private static final long WATCH_MILLIS = 500;

  private final Path root;
  private final Path home;
  private final Map<String, String> environment;
  private final Console console;

  Session(Path root, Map<String, String> environment, Console console) {
    this.root = root;
    this.home = StackPlan.home(root, environment);
    this.environment = environment;
    this.console = console;
  }

  /** What {@link #up} found and did. */
  record Up(Stack stack, boolean wasUpBefore) {}

  /**
   * Starts what is missing and says what happened.
   *
   * @param fresh whether the data of former runs is deleted first
   * @param untilInterrupted whether Ctrl-C, now or later, takes the stack down
   */
  Up up(Scale scale, boolean fresh, boolean untilInterrupted) {
    Optional<Stack> before = Stack.found(root, home, console).filter(Stack::isRunning);
    if (fresh) {
      deleteData(before);
    }
    Stack stack = Stack.of(plan(scale, before), console);
    boolean ours = before.isEmpty();
    long missing = stack.members().stream().filter(member -> !member.isRunning()).count();
    if (missing == 0) {
      console.say("The stack is up already; ./seckill status shows it.");
      return new Up(stack, true);
    }
    console.say("Starting %s (data and logs in %s)", ours ? "the stack" : "what is missing", home);
    if (ours && untilInterrupted) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupted(stack), "take-down"));
    }
    long begin = System.nanoTime();
    List<Managed> started = stack.startMissing();
    console.say(
        "All %d processes are ready, %s.",
        started.size(), Console.seconds(Duration.ofNanos(System.nanoTime() - begin)));
    return new Up(stack, !ours);
  }

  /** Reports processes that end by themselves, until the stack is taken down. */
  void watch(Stack stack) throws InterruptedException {
    List<Managed> alive = new ArrayList<>(stack.members());
    while (!alive.isEmpty()) {
      for (Managed member : List.copyOf(alive)) {
        if (!member.isRunning()) {
          alive.remove(member);
          if (stack.isMeantToRun(member)) {
            console.died(member);
          }
        }
      }
      TimeUnit.MILLISECONDS.sleep(WATCH_MILLIS);
    }
    console.say("The stack is down.");
  }

  /** Takes down what runs; false where nothing does. */
  boolean down() {
    Optional<Stack> found = Stack.found(root, home, console);
    boolean runs = found.filter(Stack::isRunning).isPresent();
    if (found.isPresent()) {
      try (StackLock lock = StackLock.take(home, "it takes the stack down")) {
        found.get().stop();
      }
    }
    return runs;
  }

  Optional<Stack> found() {
    return Stack.found(root, home, console);
  }

  Path home() {
    return home;
  }

  private void interrupted(Stack stack) {
    if (!stack.isRunning()) {
      return;
    }
    console.say("%nStopping the stack");
    // Another command may have added processes since; while this one still starts, it adds none any
    // more.
    stack.refuseFurtherStarts();
    Stack.found(root, home, console).orElse(stack).stop();
    console.say("Everything has stopped; the data stays in %s.", home.resolve("data"));
  }

  private StackPlan plan(Scale scale, Optional<Stack> before) {
    List<Instance> standing = before.map(stack -> stack.plan().instances()).orElse(List.of());
    StackPlan plan = StackPlan.standard(root, scale, standing, environment);
    return before
        .map(Stack::plan)
        .map(p -> plan.withServers(p.kafkaPort(), p.redisPort(), p.postgresPort()))
        .orElse(plan);
  }

  private void deleteData(Optional<Stack> before) {
    if (before.isPresent()) {
      throw new ProcessFailure(
          "the stack is up, its data cannot be deleted; take it down first: ./seckill down");
    }
    Path data = home.resolve("data");
    try {
      if (Files.exists(data)) {
        PathUtils.deleteDirectory(data);
      }
    } catch (IOException kept) {
      throw new ProcessFailure("%s cannot be deleted: %s".formatted(data, kept.getMessage()), kept);
    }
  }
}
