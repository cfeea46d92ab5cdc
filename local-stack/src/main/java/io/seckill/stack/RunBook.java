package io.seckill.stack;

import io.seckill.stack.plan.StackPlan;
import io.seckill.stack.process.LocalProcess;
import io.seckill.stack.process.Managed;
import io.seckill.stack.state.RunFile;
import io.seckill.stack.state.RunState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which processes of a stack run, written down so that the next command finds them. */
final class RunBook {

  private final StackPlan plan;
  private final Members members;
  private final RunFile file;

  RunBook(StackPlan plan, Members members) {
    this.plan = plan;
    this.members = members;
    this.file = new RunFile(plan.home());
  }

  /** The plan of the stack that runs, or ran until it crashed; empty where it was taken down. */
  static Optional<StackPlan> planOf(Path root, Path home) {
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
                    Map.of()));
  }

  /** Members take over their processes of an earlier run, where these still live. */
  void adoptRunning() {
    file.read().ifPresent(state -> state.processes().forEach(this::adopt));
  }

  private void adopt(RunState.Running running) {
    for (Managed member : members.all()) {
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

  /** Writes down what runs now. */
  void save() {
    List<RunState.Running> running =
        members.running().stream()
            .map(Managed::process)
            .map(one -> new RunState.Running(one.name(), one.pid(), one.startedAt()))
            .toList();
    file.write(plan.kafkaPort(), plan.redisPort(), plan.postgresPort(), plan.instances(), running);
  }

  void saveOrForget() {
    if (members.running().isEmpty()) {
      forget();
    } else {
      save();
    }
  }

  /** From now on no command finds a stack here. */
  void forget() {
    file.delete();
  }

  /** Whether it is the member's process of now that is written down under its name. */
  boolean names(Managed member) {
    return file.read().stream()
        .flatMap(state -> state.processes().stream())
        .anyMatch(running -> running.name().equals(member.name()) && running.pid() == member.pid());
  }
}
