package io.seckill.testing.servers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Asks whether a Docker engine answers, without waiting for one that does not. Testcontainers would
 * find out too, but takes its time and prints a stack trace where there is none.
 */
final class DockerEngine {

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int DEFAULT_PORT = 2375;

  private final URI address;
  private final Duration patience;

  DockerEngine(URI address, Duration patience) {
    this.address = address;
    this.patience = patience;
  }

  /**
   * What came of asking.
   *
   * @param sentence the end of a sentence, for the log
   */
  record Answer(boolean isThere, String sentence) {}

  /** Where Testcontainers looks, too. */
  static final class OfThisMachine {

    private OfThisMachine() {}

    static Answer ask() {
      return ask(addresses(System.getenv(), Path.of(System.getProperty("user.home"))), PATIENCE);
    }

    /** The first that answers; all of them together get the patience twice at most. */
    static Answer ask(List<URI> addresses, Duration patience) {
      long giveUpAt = System.nanoTime() + patience.toNanos();
      List<String> silent = new ArrayList<>();
      for (URI address : addresses) {
        Answer answer = new DockerEngine(address, patience).ask();
        if (answer.isThere()) {
          return answer;
        }
        silent.add(answer.sentence());
        if (System.nanoTime() - giveUpAt > 0) {
          break;
        }
      }
      return new Answer(false, String.join("; ", silent));
    }

    /** {@code DOCKER_HOST} where that is set, else the sockets that engines are known to have. */
    static List<URI> addresses(Map<String, String> environment, Path home) {
      String host = environment.getOrDefault("DOCKER_HOST", "");
      if (!host.isEmpty()) {
        return List.of(URI.create(host));
      }
      Path runtime = Path.of(environment.getOrDefault("XDG_RUNTIME_DIR", "/run/user/0"));
      List<URI> known =
          Stream.of(
                  Path.of("/var/run/docker.sock"),
                  runtime.resolve("docker.sock"),
                  home.resolve(".docker/run/docker.sock"),
                  home.resolve(".docker/desktop/docker.sock"))
              .filter(Files::exists)
              .map(socket -> URI.create("unix://" + socket))
              .toList();
      return known.isEmpty() ? List.of(URI.create("unix:///var/run/docker.sock")) : known;
    }
  }

  Answer ask() {
    try {
      String said = ping();
      return isOfAnEngine(said)
          ? new Answer(true, "a Docker engine answers at " + address)
          : silent("said '%s'".formatted(said.lines().findFirst().orElse("")));
    } catch (IOException | IllegalArgumentException notThere) {
      return silent(String.valueOf(notThere.getMessage()));
    }
  }

  /** A proxy may answer for whom nobody reaches; one with TLS says no more than that. */
  private static boolean isOfAnEngine(String said) {
    String head = said.toLowerCase(Locale.ROOT);
    return head.startsWith("http/1.")
        && (head.contains("api-version:") || head.contains("to an https server"));
  }

  private Answer silent(String why) {
    return new Answer(false, "no Docker engine answers at %s (%s)".formatted(address, why));
  }

  private String ping() throws IOException {
    SocketAddress engine = socketAddress();
    long giveUpAt = System.nanoTime() + patience.toNanos();
    try (Selector selector = Selector.open();
        SocketChannel channel =
            engine instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open()) {
      channel.configureBlocking(false);
      SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
      if (!channel.connect(engine)) {
        await(selector, giveUpAt);
        channel.finishConnect();
      }
      channel.write(
          ByteBuffer.wrap(
              "GET /_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII)));
      key.interestOps(SelectionKey.OP_READ);
      await(selector, giveUpAt);
      ByteBuffer answer = ByteBuffer.allocate(512);
      channel.read(answer);
      return StandardCharsets.US_ASCII.decode(answer.flip()).toString();
    }
  }

  private void await(Selector selector, long giveUpAt) throws IOException {
    long millis = Duration.ofNanos(giveUpAt - System.nanoTime()).toMillis();
    if (millis <= 0 || selector.select(millis) == 0) {
      throw new IOException("silent for %d ms".formatted(patience.toMillis()));
    }
    selector.selectedKeys().clear();
  }

  private SocketAddress socketAddress() {
    String scheme = String.valueOf(address.getScheme());
    return switch (scheme) {
      case "unix" -> UnixDomainSocketAddress.of(address.getPath());
      case "tcp", "http", "https" ->
          new InetSocketAddress(
              address.getHost(), address.getPort() < 0 ? DEFAULT_PORT : address.getPort());
      default -> throw new IllegalArgumentException("%s is not asked".formatted(scheme));
    };
  }
}
