package io.seckill.stack.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that runs as one process on ports of 127.0.0.1 and can be started, ended and started
 * again. Safe to call from several threads.
 */
public abstract class Managed {

  /**
   * A port it listens on.
   *
   * @param setting the environment variable that moves it, with {@code PORT} for the number
   */
  public record ListensOn(int port, String setting) {}

  private final String name;
  private final Path log;
  private final Limits limits;
  private final Launch.PoliteEnd politeEnd;
  private @Nullable LocalProcess process;

  /**
   * How long to wait.
   *
   * @param start until it answers
   * @param stop until it has ended politely; then it is ended by force
   */
  public record Limits(Duration start, Duration stop) {}

  protected Managed(String name, Path log, Limits limits, Launch.PoliteEnd politeEnd) {
    this.name = name;
    this.log = log;
    this.limits = limits;
    this.politeEnd = politeEnd;
  }

  /** Everything it listens on, checked before it is launched. */
  public abstract List<ListensOn> ports();

  /** Prepares what it needs and says how to launch it. */
  protected abstract List<String> command() throws IOException;

  /** Added to the environment of this JVM. */
  protected abstract Map<String, String> environment();

  /**
   * Whether others go first where the processors are not enough for all, from when it is ready on:
   * nobody may start last because others are busy.
   */
  protected boolean yields() {
    return false;
  }

  /** Asks it something that only a ready one answers; false or an exception while it is not. */
  protected abstract boolean answers();

  /**
   * Starts it and returns when it answers.
   *
   * @throws ProcessFailure a sentence that names it, its port and its log; then it does not run
   */
  public final void start() {
    launch(prepare());
    awaitReady();
  }

  /**
   * @throws ProcessFailure where somebody else listens on one of its ports
   */
  public final void requirePortsFree() {
    for (ListensOn listens : ports()) {
      Ports.requireFree(listens.port(), name, listens.setting());
    }
  }

  /** The first part of {@link #start()}: everything is there that it needs. May take seconds. */
  public final Launch prepare() {
    return prepare(Map.of());
  }

  /**
   * The same for a start with settings of its own.
   *
   * @param settings counts more than what its environment says, for this start only
   */
  public final Launch prepare(Map<String, String> settings) {
    if (isRunning()) {
      throw new ProcessFailure(name + " runs already (" + where() + ")");
    }
    requirePortsFree();
    try {
      List<String> command = command();
      Map<String, String> environment = new HashMap<>(environment());
      environment.putAll(settings);
      return new Launch(name, command, environment, log, politeEnd);
    } catch (IOException notPrepared) {
      throw new ProcessFailure(
          "%s cannot be prepared: %s".formatted(name, notPrepared.getMessage()), notPrepared);
    }
  }

  /** The second part of {@link #start()}: it runs, ready or not. */
  public final synchronized void launch(Launch prepared) {
    process = LocalProcess.launch(prepared);
  }

  /** The last part of {@link #start()}. */
  public final void awaitReady() {
    LocalProcess launched = process();
    try {
      launched.awaitReady(this::answers, where(), limits.start());
      if (yields()) {
        launched.yieldToOthers();
      }
    } catch (ProcessFailure failure) {
      launched.kill();
      throw failure;
    }
  }

  /**
   * Ends it politely, or by force where that takes too long; true where politely, or it did not
   * run.
   */
  public final boolean stop() {
    LocalProcess running = current();
    return running == null || running.stop(limits.stop());
  }

  /** Ends it without warning ({@code kill -9}), to see what survives. */
  public final void kill() {
    LocalProcess running = current();
    if (running != null) {
      running.kill();
    }
  }

  /** Takes over its process of an earlier run. */
  public final synchronized void adopt(LocalProcess running) {
    process = running;
  }

  public final boolean isRunning() {
    LocalProcess running = current();
    return running != null && running.isAlive();
  }

  /** Whether it runs and answers now. */
  public final boolean isReady() {
    try {
      return isRunning() && answers();
    } catch (RuntimeException notNow) {
      return false;
    }
  }

  /** The process as last launched. */
  public final LocalProcess process() {
    LocalProcess running = current();
    if (running == null) {
      throw new IllegalStateException(name + " was not started");
    }
    return running;
  }

  public final long pid() {
    return process().pid();
  }

  /** As people know it. */
  public final String name() {
    return name;
  }

  public final Path log() {
    return log;
  }

  public final Launch.PoliteEnd politeEnd() {
    return politeEnd;
  }

  /** Its ports, for messages. */
  public final String where() {
    return (ports().size() == 1 ? "port " : "ports ")
        + String.join(" and ", ports().stream().map(p -> Integer.toString(p.port())).toList());
  }

  private synchronized @Nullable LocalProcess current() {
    return process;
  }
}
