package io.seckill.stack.servers;

import io.seckill.stack.process.Launch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/** Redis with its append-only file on, as a production Redis that must not forget would have it. */
public final class RedisServer extends Server {

  private static final int PROBE_TIMEOUT_MILLIS = 1_000;

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
    return List.of(
        Binaries.executable("redis", resource, RedisServer::open).toString(),
        "--bind",
        "127.0.0.1",
        "--port",
        Integer.toString(port()),
        "--dir",
        data().toString(),
        "--appendonly",
        "yes",
        "--appendfsync",
        "everysec",
        "--save",
        "");
  }

  /** While it reads its file it says {@code -LOADING}. */
  @Override
  protected boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), PROBE_TIMEOUT_MILLIS);
      socket.setSoTimeout(PROBE_TIMEOUT_MILLIS);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(5);
      return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
    } catch (IOException notYet) {
      throw new UncheckedIOException(notYet);
    }
  }

  private static InputStream open(String resource) throws IOException {
    InputStream binary = ExecutableProvider.class.getResourceAsStream(resource);
    if (binary == null) {
      throw new IOException("no resource " + resource);
    }
    return binary;
  }
}
