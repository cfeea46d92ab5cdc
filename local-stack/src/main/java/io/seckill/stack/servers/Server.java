package io.seckill.stack.servers;

import io.seckill.stack.process.Launch;
import io.seckill.stack.process.LocalProcess;
import io.seckill.stack.process.Ports;
import io.seckill.stack.process.ProcessFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server on a port of 127.0.0.1. Start after stop, or after a crash, goes on with the same data.
 */
public abstract sealed class Server permits KafkaServer, RedisServer, PostgresServer {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final String name;
  private final int port;
  private final String portSetting;
  private final ServerFolders folders;
  private final Launch.PoliteEnd politeEnd;
  private @Nullable LocalProcess process;

  Server(
      String name,
      int port,
      String portSetting,
      ServerFolders folders,
      Launch.PoliteEnd politeEnd) {
    this.name = name;
    this.port = port;
    this.portSetting = portSetting;
    this.folders = folders;
    this.politeEnd = politeEnd;
  }

  /** Prepares what the server needs in its data folder and says how to launch it. */
  abstract List<String> prepare() throws IOException;

  /**
   * Asks the server a question of its own protocol; false or an exception while it is not ready.
   */
  abstract boolean answers();

  /**
   * Starts it and returns when it answers.
   *
   * @throws ProcessFailure a sentence that names server, port and log
   */
  public synchronized void start() {
    if (isRunning()) {
      throw new ProcessFailure(name + " runs already on port " + port);
    }
    Ports.requireFree(port, name, portSetting);
    process = launch();
    try {
      process.awaitReady(this::answers, "port " + port, START_LIMIT);
    } catch (ProcessFailure failure) {
      process.kill();
      throw failure;
    }
  }

  /** Ends it politely, by force after 20 s. Nothing happens where it does not run. */
  public synchronized void stop() {
    if (process != null) {
      process.stop(STOP_LIMIT);
    }
  }

  /** Ends it without warning ({@code kill -9}), to see what survives. */
  public synchronized void kill() {
    if (process != null) {
      process.kill();
    }
  }

  /** Takes over a process of an earlier run of this server. */
  public synchronized void adopt(LocalProcess running) {
    process = running;
  }

  public synchronized boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** The process as last started. */
  public synchronized LocalProcess process() {
    if (process == null) {
      throw new IllegalStateException(name + " was not started");
    }
    return process;
  }

  public long pid() {
    return process().pid();
  }

  /** As shown to people: {@code Kafka}, {@code Redis}, {@code PostgreSQL}. */
  public String name() {
    return name;
  }

  public int port() {
    return port;
  }

  public Path log() {
    return folders.logs().resolve(fileName() + ".log");
  }

  /** How its process is asked to end. */
  public Launch.PoliteEnd politeEnd() {
    return politeEnd;
  }

  final Path data() {
    return folders.data().resolve(fileName());
  }

  private LocalProcess launch() {
    try {
      Files.createDirectories(data());
      return LocalProcess.launch(new Launch(name, prepare(), environment(), log(), politeEnd));
    } catch (IOException notPrepared) {
      throw new ProcessFailure(
          "%s cannot be prepared in %s: %s".formatted(name, data(), notPrepared.getMessage()),
          notPrepared);
    }
  }

  Map<String, String> environment() {
    return Map.of();
  }

  private String fileName() {
    return name.toLowerCase(Locale.ROOT);
  }
}
