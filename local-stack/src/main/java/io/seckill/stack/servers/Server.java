package io.seckill.stack.servers;

import io.seckill.stack.process.Launch;
import io.seckill.stack.process.Managed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A server on a port of 127.0.0.1. Start after stop, or after a crash, goes on with the same data.
 */
public abstract sealed class Server extends Managed
    permits KafkaServer, RedisServer, PostgresServer {

  private static final Limits LIMITS = new Limits(Duration.ofSeconds(120), Duration.ofSeconds(20));

  private final ListensOn port;
  private final Path data;

  Server(String name, ListensOn port, ServerFolders folders, Launch.PoliteEnd politeEnd) {
    super(name, folders.logs().resolve(fileName(name) + ".log"), LIMITS, politeEnd);
    this.port = port;
    this.data = folders.data().resolve(fileName(name)).toAbsolutePath();
  }

  /** Prepares what the server needs in its data folder, which exists, and says how to launch it. */
  abstract List<String> serverCommand() throws IOException;

  public final int port() {
    return port.port();
  }

  @Override
  public final List<ListensOn> ports() {
    return List.of(port);
  }

  @Override
  protected final List<String> command() throws IOException {
    Files.createDirectories(data);
    return serverCommand();
  }

  @Override
  protected final Map<String, String> environment() {
    return Map.of();
  }

  final Path data() {
    return data;
  }

  private static String fileName(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
