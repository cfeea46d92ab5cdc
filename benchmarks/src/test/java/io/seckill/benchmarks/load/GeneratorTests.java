package io.seckill.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GeneratorTests {

  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration PATIENT = Duration.ofMinutes(1);

  private final Set<String> users = ConcurrentHashMap.newKeySet();
  private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
  private volatile int status = 200;
  private volatile boolean silent;
  private HttpServer server;
  private URI address;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 100);
    server.setExecutor(Executors.newFixedThreadPool(4));
    server.createContext(
        "/buy",
        exchange -> {
          try {
            bodies.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            users.add(exchange.getRequestHeaders().getFirst("X-User-Id"));
            if (!silent) {
              byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
              exchange.sendResponseHeaders(status, answer.length);
              exchange.getResponseBody().write(answer);
              exchange.close();
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    server.start();
    address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void sendsExactlyWhatAnOpenLoopIsToSendEachForAnotherUser() throws Exception {
    Measured measured = Generator.send(new Load(address, "/buy", true, 50, 200, SHORT, PATIENT));

    assertThat(measured.all()).isEqualTo(60);
    assertThat(measured.count(Heard.BOUGHT)).isEqualTo(60);
    assertThat(measured.decided().getTotalCount()).isEqualTo(60);
    assertThat(measured.lag().getTotalCount()).isEqualTo(60);
    assertThat(users).hasSize(60);
    assertThat(bodies).containsOnly("{\"quantity\":1}");
  }

  @Test
  void asksAgainWhenAnsweredInAClosedLoop() throws Exception {
    Measured measured = Generator.send(new Load(address, "/buy", true, 3, 0, SHORT, PATIENT));

    assertThat(measured.count(Heard.BOUGHT)).isGreaterThan(3).isEqualTo(users.size());
  }

  @Test
  void tellsRefusalsFromDecisions() throws Exception {
    status = 429;
    Measured measured = Generator.send(new Load(address, "/buy", true, 10, 100, SHORT, PATIENT));

    assertThat(measured.count(Heard.Kind.REFUSED)).isEqualTo(30);
    assertThat(measured.refused().getTotalCount()).isEqualTo(30);
    assertThat(measured.decidedInTime()).isZero();
  }

  @Test
  void countsThoseWhoLeaveAlsoWhereNoConnectionWasFreeForThem() throws Exception {
    silent = true;
    Measured measured = Generator.send(new Load(address, "/buy", true, 2, 100, SHORT, SHORT));

    assertThat(measured.count(Heard.LEFT)).isEqualTo(30);
    assertThat(users).hasSizeLessThan(30);
  }

  @Test
  void countsBrokenConnections() throws Exception {
    server.stop(0);
    Measured measured = Generator.send(new Load(address, "/buy", true, 10, 100, SHORT, PATIENT));

    assertThat(measured.count(Heard.Kind.FAILED)).isEqualTo(30);
  }
}
