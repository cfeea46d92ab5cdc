package io.seckill.system;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the system as a shopper or a colleague would. */
final class Http {

  private static final Duration CALL_MAX = Duration.ofSeconds(10);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();

  /** An answer in JSON, whatever its status. */
  record Said(int status, JsonNode body) {

    /** A member that the answer must have. */
    String text(String member) {
      return body.path(member).asString("");
    }
  }

  /** One shopper's wish for one unit. */
  CompletableFuture<Said> buy(String gateway, String saleId, String user, String key) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gateway + "/api/sales/" + saleId + "/requests"))
            .timeout(CALL_MAX)
            .header("Content-Type", "application/json")
            .header("X-User-Id", user)
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString("{\"quantity\":1}"))
            .build();
    return client
        .sendAsync(request, BodyHandlers.ofString())
        .thenApply(answer -> new Said(answer.statusCode(), json(answer)));
  }

  JsonNode get(String url) {
    return JsonMapper.shared().readTree(getText(url));
  }

  String getText(String url) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(CALL_MAX).build();
    HttpResponse<String> answer = client.sendAsync(request, BodyHandlers.ofString()).join();
    if (answer.statusCode() != 200) {
      throw new AssertionError(
          "%s answered %d %s (expected: 200)".formatted(url, answer.statusCode(), answer.body()));
    }
    return answer.body();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }
}
