package io.seckill.testing.servers;

import io.seckill.stack.process.Ports;
import io.seckill.stack.servers.KafkaServer;
import io.seckill.stack.servers.PostgresServer;
import io.seckill.stack.servers.RedisServer;
import io.seckill.stack.servers.Server;
import io.seckill.stack.servers.ServerFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** The servers of local-stack, on free ports, in a folder that is gone when the JVM is. */
final class EmbeddedServers {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedServers.class);

  private static final List<Server> STARTED = new ArrayList<>();

  private static @Nullable Path folder;
  private static @Nullable KafkaServer kafka;
  private static @Nullable RedisServer redis;
  private static @Nullable PostgresServer postgres;

  private EmbeddedServers() {}

  static synchronized KafkaServer kafka() {
    if (kafka == null) {
      kafka = started(new KafkaServer(folders(), Ports.anyFree(), 256));
    }
    return kafka;
  }

  static synchronized RedisServer redis() {
    if (redis == null) {
      redis = started(new RedisServer(folders(), Ports.anyFree()));
    }
    return redis;
  }

  static synchronized PostgresServer postgres() {
    if (postgres == null) {
      postgres = started(new PostgresServer(folders(), Ports.anyFree()));
    }
    return postgres;
  }

  private static <S extends Server> S started(S server) {
    server.start();
    STARTED.add(server);
    log.info(
        "Test server: embedded {} on port {}, log {}", server.name(), server.port(), server.log());
    return server;
  }

  private static ServerFolders folders() {
    if (folder == null) {
      try {
        folder = Files.createTempDirectory("seckill-test-servers");
      } catch (IOException noFolder) {
        throw new UncheckedIOException(noFolder);
      }
      Runtime.getRuntime().addShutdownHook(new Thread(EmbeddedServers::end, "test-servers-end"));
    }
    return new ServerFolders(folder.resolve("data"), folder.resolve("logs"));
  }

  /** The data goes anyway, so nobody needs to be polite. */
  private static synchronized void end() {
    STARTED.forEach(Server::kill);
    if (folder != null) {
      try {
        FileSystemUtils.deleteRecursively(folder);
      } catch (IOException left) {
        log.warn("{} was not deleted: {}", folder, left.getMessage());
      }
    }
  }
}
