package io.seckill.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HttpSmsSenderTests {

  private static final Sms SMS =
      new Sms("s1.a", "created", "u1", "You got \"1 x Phone\"", Instant.EPOCH, 1, null);

  private final ManualClock clock = new ManualClock();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer provider;
  private boolean contextExists;

  @BeforeEach
  void start() throws IOException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.setExecutor(threads);
    provider.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    provider.stop(0);
    threads.shutdownNow();
  }

  @Test
  void postsTheMessageWithItsKey() throws Exception {
    AtomicReference<String> key = new AtomicReference<>();
    AtomicReference<String> body = new AtomicReference<>();
    answer(
        exchange -> {
          key.set(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
          body.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(202, -1);
        });

    assertThat(send()).isEqualTo(new SmsResult.Sent());
    assertThat(key).hasValue("s1.a:created");
    JsonNode json = JsonMapper.shared().readTree(body.get());
    assertThat(json.get("to").asString()).isEqualTo("u1");
    assertThat(json.get("text").asString()).isEqualTo("You got \"1 x Phone\"");
    assertThat(json.get("reference").asString()).isEqualTo("s1.a:created");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 302})
  void mayTryAgainAfter(int status) throws Exception {
    answer(exchange -> exchange.sendResponseHeaders(status, -1));
    assertThat(send())
        .isEqualTo(
            new SmsResult.Failed(
                "provider answered " + status + " (expected: 2xx)", Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 413, 422})
  void neverTriesAgainAfter(int status) throws Exception {
    answer(exchange -> exchange.sendResponseHeaders(status, -1));
    assertThat(send())
        .isEqualTo(new SmsResult.Refused("provider answered " + status + " (expected: 2xx)"));
  }

  @Test
  void readsHowLongTheProviderWantsToBeLeftAlone() throws Exception {
    assertThat(retryAfter("120")).contains(Duration.ofSeconds(120));
    // The clock stands at 10:00:00.
    assertThat(retryAfter("Mon, 01 Jun 2026 10:00:30 GMT")).contains(Duration.ofSeconds(30));
    assertThat(retryAfter("Mon, 01 Jun 2026 09:00:00 GMT")).contains(Duration.ZERO);
    assertThat(retryAfter("soon")).isEmpty();
    assertThat(retryAfter("-5")).isEmpty();
    assertThat(retryAfter("99999999999999999999")).isEmpty();
  }

  @Test
  void doesNotWaitForAProviderThatIsSilent() throws Exception {
    answer(exchange -> awaitEnd());
    assertThat(send()).isInstanceOf(SmsResult.Failed.class);
  }

  @Test
  void doesNotWaitForAnAnswerThatTrickles() throws Exception {
    answer(
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write(1);
          exchange.getResponseBody().flush();
          awaitEnd();
        });
    assertThat(send()).isInstanceOf(SmsResult.Failed.class);
  }

  @Test
  void failsWhereNobodyListens() throws Exception {
    URI nobody = url();
    provider.stop(0);
    SmsResult result = sender(nobody).send(SMS).get(10, TimeUnit.SECONDS);
    assertThat(result).isInstanceOf(SmsResult.Failed.class);
    assertThat(((SmsResult.Failed) result).reason()).contains("ConnectException");
  }

  private Optional<Duration> retryAfter(String header) throws Exception {
    answer(
        exchange -> {
          exchange.getResponseHeaders().add("Retry-After", header);
          exchange.sendResponseHeaders(503, -1);
        });
    return ((SmsResult.Failed) send()).retryAfter();
  }

  private void answer(HttpHandler handler) {
    if (contextExists) {
      provider.removeContext("/sms");
    }
    provider.createContext("/sms", exchange -> closing(exchange, handler));
    contextExists = true;
  }

  private static void closing(HttpExchange exchange, HttpHandler handler) throws IOException {
    try (exchange) {
      handler.handle(exchange);
    }
  }

  private SmsResult send() throws Exception {
    return sender(url()).send(SMS).get(10, TimeUnit.SECONDS);
  }

  private HttpSmsSender sender(URI url) {
    DeliverySettings settings = TestSettings.of(DeliverySettings.Sender.HTTP, url);
    return new HttpSmsSender(url, settings, JsonMapper.shared(), clock);
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + provider.getAddress().getPort() + "/sms");
  }

  private void awaitEnd() {
    try {
      end.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
