package io.seckill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seckill.testing.servers.TestServers;
import io.seckill.testing.spans.CollectedSpans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gateway as it runs, its Kafka real, its seckill-service a fake that decides as told. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.grpc.server.port=0",
      "seckill.purchase.deadline-millis=1500",
      // A machine that is busy with other things must not fail a test that is not about time.
      "seckill.waiting.cancel-ack-millis=3000",
      "seckill.sales.call-millis=5000"
    })
@Import({TestServers.class, CollectedSpans.class})
abstract class GatewayUnderTest {

  static final FakeSeckill SECKILL = new FakeSeckill(TestServers.kafka().bootstrapServers(), true);
  static final JsonMapper JSON = new JsonMapper();

  private static final Set<Integer> WARM = new HashSet<>();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @LocalServerPort int port;
  String sale = "unset";

  @DynamicPropertySource
  static void addresses(DynamicPropertyRegistry registry) {
    registry.add("seckill.sales.addresses", SECKILL::address);
  }

  @BeforeEach
  void freshSale() {
    sale = "sale-" + UUID.randomUUID();
    SECKILL.sale(sale);
    SECKILL.decision = FakeSeckill::success;
    if (WARM.add(port)) {
      await().atMost(Duration.ofMinutes(2)).until(() -> send(purchase()).statusCode() == 200);
    }
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(15));
  }

  HttpRequest.Builder purchase(String body) {
    return to("/api/sales/" + sale + "/requests")
        .header("X-User-Id", "user-1")
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  HttpRequest.Builder purchase() {
    return purchase("{\"quantity\":1}");
  }

  static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static CompletableFuture<HttpResponse<String>> begin(HttpRequest.Builder request) {
    return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** A request whose path no client library would send; the status line of the answer. */
  String rawPost(String path) {
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: x\r\nX-User-Id: u\r\nContent-Type: application/json\r\n"
            + "Content-Length: 14\r\nConnection: close\r\n\r\n{\"quantity\":1}";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      byte[] answer = socket.getInputStream().readAllBytes();
      return new String(answer, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void isProblem(HttpResponse<String> response, int status, String name) {
    isProblemOfType(response, status, "/problems/" + name);
  }

  static void isBlank(HttpResponse<String> response, int status) {
    isProblemOfType(response, status, "about:blank");
  }

  private static void isProblemOfType(HttpResponse<String> response, int status, String type) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = json(response);
    assertThat(problem.get("type").stringValue()).isEqualTo(type);
    assertThat(problem.get("status").intValue()).isEqualTo(status);
    assertThat(problem.get("title").stringValue()).isNotBlank();
    assertThat(response.body()).doesNotContain("Exception", "\tat ");
  }

  static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }
}
