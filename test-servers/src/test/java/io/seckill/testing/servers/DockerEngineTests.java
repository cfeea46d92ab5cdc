package io.seckill.testing.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.testing.servers.DockerEngine.Answer;
import io.seckill.testing.servers.DockerEngine.OfThisMachine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerEngineTests {

  /** For one who will answer, however busy the machine is. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration IN_VAIN = Duration.ofMillis(200);

  @TempDir private Path folder;

  @Test
  void anEngineAtASocketAnswers() throws IOException {
    try (ServerSocketChannel engine = listen(folder.resolve("docker.sock"))) {
      CompletableFuture<Void> answered =
          answer(engine, "HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\n\r\nOK");
      URI address = URI.create("unix://" + folder.resolve("docker.sock"));
      assertThat(ask(address)).isEqualTo(new Answer(true, "a Docker engine answers at " + address));
      answered.join();
    }
  }

  @Test
  void anEngineAtAPortAnswers() throws IOException {
    try (ServerSocketChannel engine = ServerSocketChannel.open()) {
      engine.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      CompletableFuture<Void> answered =
          answer(
              engine,
              "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.");
      int port = ((InetSocketAddress) engine.getLocalAddress()).getPort();
      assertThat(ask(URI.create("tcp://127.0.0.1:" + port)).isThere()).isTrue();
      answered.join();
    }
  }

  @Test
  void whoListensAndSaysNothingIsNotWaitedFor() throws IOException {
    try (ServerSocketChannel silent = listen(folder.resolve("docker.sock"))) {
      assertThat(silent.isOpen()).isTrue();
      URI address = URI.create("unix://" + folder.resolve("docker.sock"));
      long began = System.nanoTime();
      Answer answer = OfThisMachine.ask(Collections.nCopies(50, address), IN_VAIN);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(IN_VAIN.multipliedBy(25));
      assertThat(answer.isThere()).isFalse();
      assertThat(answer.sentence()).contains("silent for 200 ms");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-ERR unknown command", "HTTP/1.1 502 Bad Gateway"})
  void somethingElseIsNoEngine(String answer) throws IOException {
    try (ServerSocketChannel other = listen(folder.resolve("docker.sock"))) {
      CompletableFuture<Void> answered = answer(other, answer);
      URI address = URI.create("unix://" + folder.resolve("docker.sock"));
      assertThat(ask(address).isThere()).isFalse();
      answered.join();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unix:///nowhere/docker.sock",
        "tcp://127.0.0.1:1",
        "npipe:////./pipe/docker_engine",
        "ssh://somewhere",
        "nothing"
      })
  void whereNothingIsNobodyAnswersAndNothingIsThrown(String address) {
    assertThat(ask(URI.create(address)).isThere()).isFalse();
  }

  @Test
  void dockerHostIsTheOnlyOneAskedWhereItIsSet() throws IOException {
    Path socket = Files.createDirectories(folder.resolve(".docker/run")).resolve("docker.sock");
    Files.createFile(socket);
    assertThat(OfThisMachine.addresses(Map.of("DOCKER_HOST", "tcp://there:2375"), folder))
        .containsExactly(URI.create("tcp://there:2375"));
    assertThat(OfThisMachine.addresses(Map.of(), folder)).contains(URI.create("unix://" + socket));
  }

  private static Answer ask(URI address) {
    return new DockerEngine(address, PATIENCE).ask();
  }

  private static ServerSocketChannel listen(Path socket) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    return server;
  }

  private static CompletableFuture<Void> answer(ServerSocketChannel server, String text) {
    return CompletableFuture.runAsync(
        () -> {
          try (SocketChannel client = server.accept()) {
            ByteBuffer asked = ByteBuffer.allocate(512);
            client.read(asked);
            assertThat(new String(asked.array(), US_ASCII)).startsWith("GET /_ping HTTP/1.1\r\n");
            client.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }
}
