package io.seckill.testing.servers;

import io.seckill.stack.process.Managed;
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
final class EmbeddedServers implements Servers {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedServers.class);

  private static final int KAFKA_HEAP_MEGABYTES = 256;

  private final List<Server> started = new ArrayList<>();

  private @Nullable Path folder;
  private @Nullable TestKafka kafka;
  private @Nullable TestRedis redis;
  private @Nullable TestPostgres postgres;

  @Override
  public synchronized TestKafka kafka() {
    if (kafka == null) {
      kafka = new Kafka(started(new KafkaServer(folders(), Ports.anyFree(), KAFKA_HEAP_MEGABYTES)));
    }
    return kafka;
  }

  @Override
  public synchronized TestRedis redis() {
    if (redis == null) {
      redis = new Redis(started(new RedisServer(folders(), Ports.anyFree())));
    }
    return redis;
  }

  @Override
  public synchronized TestPostgres postgres() {
    if (postgres == null) {
      postgres = new Postgres(started(new PostgresServer(folders(), Ports.anyFree())));
    }
    return postgres;
  }

  private <S extends Server> S started(S server) {
    server.start();
    started.add(server);
    log.info(
        "Test server: embedded {} on port {}, log {}", server.name(), server.port(), server.log());
    return server;
  }

  private ServerFolders folders() {
    if (folder == null) {
      try {
        folder = Files.createTempDirectory("seckill-test-servers");
      } catch (IOException noFolder) {
        throw new UncheckedIOException(noFolder);
      }
      Runtime.getRuntime().addShutdownHook(new Thread(this::end, "test-servers-end"));
    }
    return new ServerFolders(folder.resolve("data"), folder.resolve("logs"));
  }

  /** The data goes anyway, so nobody needs to be polite. */
  private synchronized void end() {
    started.forEach(Server::kill);
    if (folder != null) {
      try {
        FileSystemUtils.deleteRecursively(folder);
      } catch (IOException left) {
        log.warn("{} was not deleted: {}", folder, left.getMessage());
      }
    }
  }

  private abstract static class Embedded implements TestServer {

    private final Managed server;

    Embedded(Managed server) {
      this.server = server;
    }

    @Override
    public final void stop() {
      server.stop();
    }

    @Override
    public final void kill() {
      server.kill();
    }

    @Override
    public final void start() {
      server.start();
    }
  }

  private static final class Kafka extends Embedded implements TestKafka {

    private final KafkaServer server;

    Kafka(KafkaServer server) {
      super(server);
      this.server = server;
    }

    @Override
    public String bootstrapServers() {
      return server.bootstrapServers();
    }
  }

  private static final class Redis extends Embedded implements TestRedis {

    private final RedisServer server;

    Redis(RedisServer server) {
      super(server);
      this.server = server;
    }

    @Override
    public String host() {
      return "127.0.0.1";
    }

    @Override
    public int port() {
      return server.port();
    }
  }

  private static final class Postgres extends Embedded implements TestPostgres {

    private final PostgresServer server;

    Postgres(PostgresServer server) {
      super(server);
      this.server = server;
    }

    @Override
    public String url() {
      return server.url();
    }

    @Override
    public String user() {
      return server.user();
    }

    @Override
    public String password() {
      return server.password();
    }
  }
}
