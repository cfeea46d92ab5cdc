package io.seckill.notification;

import io.seckill.testing.servers.TestServers;
import io.seckill.testing.spans.CollectedSpans;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole service on real servers, a provider of its own on the other side. One application for
 * all tests, so that two of them never share the consumer group.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "seckill.notification.delivery.sender=http",
      "seckill.notification.delivery.backoff-first=10ms",
      "seckill.notification.delivery.backoff-max=50ms",
      "seckill.notification.delivery.tries-max=3",
      "seckill.notification.delivery.poll-interval=50ms"
    })
@Import({TestServers.class, CollectedSpans.class})
abstract class RunningNotifications {

  static final Provider PROVIDER = Provider.start();

  private final HttpClient http = HttpClient.newHttpClient();
  @LocalServerPort private int port;

  @DynamicPropertySource
  static void provider(DynamicPropertyRegistry registry) {
    registry.add("seckill.notification.delivery.url", PROVIDER::url);
  }

  HttpAnswer get(String path) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString());
    return new HttpAnswer(
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        response.body());
  }

  record HttpAnswer(int status, String contentType, String body) {
    JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }
  }
}
