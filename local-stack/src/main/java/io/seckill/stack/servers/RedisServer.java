package io.seckill.stack.servers;

import io.seckill.stack.process.Launch;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/** Redis with its append-only file on, as a production Redis that must not forget would have it. */
public final class RedisServer extends Server {

  /** Options of {@code redis-server} by which it does not forget. */
  public static final List<String> SETTINGS =
      List.of("--appendonly", "yes", "--appendfsync", "everysec", "--save", "");

  public RedisServer(ServerFolders folders, int port) {
    super("Redis", new ListensOn(port, "SECKILL_REDIS_PORT=PORT"), folders, Launch.PoliteEnd.TERM);
  }

  @Override
  List<String> serverCommand() throws IOException {
    String resource =
        ExecutableProvider.newProvidedVersionsMap().get(OsArchitecture.detectOSandArchitecture());
    if (resource == null) {
      throw new IOException("there is no Redis binary for this operating system and processor");
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                Binaries.executable("redis", resource, RedisServer::open).toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port()),
                "--dir",
                data().toString()));
    command.addAll(SETTINGS);
    return command;
  }

  @Override
  protected boolean answers() {
    return Probe.redis("127.0.0.1", port());
  }

  private static InputStream open(String resource) throws IOException {
    InputStream binary = ExecutableProvider.class.getResourceAsStream(resource);
    if (binary == null) {
      throw new IOException("no resource " + resource);
    }
    return binary;
  }
}
