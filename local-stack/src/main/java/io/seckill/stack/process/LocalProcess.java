package io.seckill.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A process of this machine, launched here or found again by its id. It does not end with this JVM:
 * whoever launches it decides when it ends.
 */
public final class LocalProcess {

  private static final Duration POLL = Duration.ofMillis(40);

  /**
   * The kernel tells start times in ticks since boot; the boot time itself may wander by a second.
   */
  private static final Duration START_TIME_TOLERANCE = Duration.ofSeconds(2);

  private static final int TAIL_LINES = 15;

  private final String name;
  private final @Nullable Process launched;
  private final ProcessHandle handle;
  private final Path log;
  private final Launch.PoliteEnd politeEnd;

  private LocalProcess(
      String name,
      @Nullable Process launched,
      ProcessHandle handle,
      Path log,
      Launch.PoliteEnd politeEnd) {
    this.name = name;
    this.launched = launched;
    this.handle = handle;
    this.log = log;
    this.politeEnd = politeEnd;
  }

  /** Launches it; returns at once, ready or not. */
  static LocalProcess launch(Launch launch) {
    Process process = Launcher.launch(launch);
    return new LocalProcess(
        launch.name(), process, process.toHandle(), launch.log(), launch.politeEnd());
  }

  /**
   * Finds a process again that was launched earlier, maybe by another JVM.
   *
   * @return empty where it has ended, even if its id was given to another process since
   */
  public static Optional<LocalProcess> find(
      String name, long pid, Instant startedAt, Path log, Launch.PoliteEnd politeEnd) {
    return ProcessHandle.of(pid)
        .filter(
            handle ->
                Duration.between(startOf(handle), startedAt).abs().compareTo(START_TIME_TOLERANCE)
                    <= 0)
        .map(handle -> new LocalProcess(name, null, handle, log, politeEnd))
        .filter(LocalProcess::isAlive);
  }

  public String name() {
    return name;
  }

  public long pid() {
    return handle.pid();
  }

  /** Together with {@link #pid()} this identifies the process, since ids are given again. */
  public Instant startedAt() {
    return startOf(handle);
  }

  public Path log() {
    return log;
  }

  public boolean isAlive() {
    // In this order: one that is collected in between is neither a zombie nor alive.
    return !isZombie() && handle.isAlive();
  }

  /**
   * What it ended with, as a shell tells it: 128 and the signal where one ended it. Empty while it
   * runs, and where another JVM launched it.
   */
  public OptionalInt exitCode() {
    return launched == null || isAlive()
        ? OptionalInt.empty()
        : OptionalInt.of(launched.onExit().join().exitValue());
  }

  /**
   * Waits until it answers.
   *
   * @param answers asked again and again; false or an exception mean "not yet"
   * @param where what answers, for the message: a port or an address
   * @throws ProcessFailure where it ends before it answers, or the time is over
   */
  public void awaitReady(BooleanSupplier answers, String where, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!isReady(answers)) {
      if (!isAlive()) {
        throw new ProcessFailure(
            "%s ended while starting (%s); the end of its log %s:%n%s"
                .formatted(name, where, log, tail()));
      }
      if (System.nanoTime() > end) {
        throw new ProcessFailure(
            "%s did not answer within %d s (%s); the end of its log %s:%n%s"
                .formatted(name, limit.toSeconds(), where, log, tail()));
      }
      pause();
    }
  }

  /** From now on it leaves the processor to others, where there is not enough for all. */
  void yieldToOthers() {
    Yielding.begin(pid());
  }

  /**
   * Asks it to end, waits, and ends it by force where it takes longer. True where it ended by
   * itself.
   */
  public boolean stop(Duration grace) {
    if (isAlive()) {
      askToEnd();
    }
    if (awaitEnd(grace)) {
      return true;
    }
    kill();
    return false;
  }

  /** Ends it at once, without giving it a chance to do anything ({@code kill -9}). */
  public void kill() {
    handle.destroyForcibly();
    if (!awaitEnd(Duration.ofSeconds(10))) {
      throw new ProcessFailure("%s (process %d) does not end".formatted(name, pid()));
    }
  }

  /**
   * Memory that it and its children take, shared pages counted once; 0 where that cannot be known.
   */
  public long residentBytes() {
    return Stream.concat(Stream.of(handle), handle.descendants())
        .mapToLong(one -> Memory.ofProcess(one.pid()))
        .sum();
  }

  /** The last lines of its log, indented. */
  public String tail() {
    List<String> lines = LogTail.lastLines(log, TAIL_LINES);
    return lines.isEmpty() ? "  (empty)" : "  " + String.join(System.lineSeparator() + "  ", lines);
  }

  private boolean isReady(BooleanSupplier answers) {
    try {
      return isAlive() && answers.getAsBoolean();
    } catch (RuntimeException notYet) {
      return false;
    }
  }

  private boolean awaitEnd(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (isAlive()) {
      if (System.nanoTime() > end) {
        return false;
      }
      pause();
    }
    return true;
  }

  private void askToEnd() {
    if (politeEnd == Launch.PoliteEnd.TERM) {
      handle.destroy();
      return;
    }
    try {
      new ProcessBuilder("sh", "-c", "kill -" + politeEnd + " " + pid()).start().waitFor();
    } catch (IOException noShell) {
      handle.destroy();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Where nobody collects orphans, as in many containers, a process that ended stays listed. While
   * other threads of it still end, it holds its ports: only the last one's end counts.
   */
  private boolean isZombie() {
    Path proc = Path.of("/proc", Long.toString(pid()));
    try (Stream<Path> threads = Files.list(proc.resolve("task"))) {
      String stat = Files.readString(proc.resolve("stat"));
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2) && threads.count() <= 1;
    } catch (IOException | UncheckedIOException notLinuxOrGone) {
      return false;
    }
  }

  private static Instant startOf(ProcessHandle handle) {
    return handle.info().startInstant().orElse(Instant.EPOCH);
  }

  private static void pause() {
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ProcessFailure("interrupted while waiting for a process", interrupted);
    }
  }
}
