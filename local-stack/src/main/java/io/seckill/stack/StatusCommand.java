package io.seckill.stack;

import io.seckill.stack.process.LocalProcess;
import io.seckill.stack.process.Managed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code seckill status}. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows each process: whether it answers, where, since when, its memory.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:all of it is ready", "1:something is not, or nothing runs"})
final class StatusCommand implements Callable<Integer> {

  private static final long BYTES_PER_MEGABYTE = 1 << 20;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Console console = Console.of(spec);
    Session session = new Session(SeckillCommand.root(), System.getenv(), console);
    Optional<Stack> found = session.found();
    if (found.isEmpty()) {
      console.say("Nothing runs. Start it with: ./seckill up");
      return SeckillCommand.FAILED;
    }
    boolean allReady = true;
    long bytes = 0;
    console.say("%-16s %-14s %9s %9s %9s  %s", "", "state", "process", "up", "memory", "where");
    for (Managed member : found.get().members()) {
      boolean ready = member.isReady();
      allReady &= ready;
      if (member.isRunning()) {
        long memory = member.process().residentBytes();
        bytes += memory;
        console.say(
            "%-16s %-14s %9d %9s %6d MB  %s",
            member.name(),
            ready ? "ready" : "not answering",
            member.pid(),
            since(member.process()),
            memory / BYTES_PER_MEGABYTE,
            member.where());
      } else {
        console.say(
            "%-16s %-14s %9s %9s %9s  log %s", member.name(), "ended", "", "", "", member.log());
      }
    }
    console.say("%-16s %-14s %9s %9s %6d MB", "all", "", "", "", bytes / BYTES_PER_MEGABYTE);
    return allReady ? 0 : SeckillCommand.FAILED;
  }

  private static String since(LocalProcess process) {
    Duration up = Duration.between(process.startedAt(), Instant.now());
    return up.toHours() > 0
        ? "%d h %d min".formatted(up.toHours(), up.toMinutesPart())
        : "%d:%02d".formatted(up.toMinutes(), up.toSecondsPart());
  }
}
