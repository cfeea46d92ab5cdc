package io.seckill.stack.audit;

import io.seckill.stack.audit.SaleFacts.Stats;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks stats-service what it counted. */
final class StatsFacts {

  private static final Duration CALL_MAX = Duration.ofSeconds(10);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();
  private final URI base;

  StatsFacts(URI base) {
    this.base = base;
  }

  /** The counts of a sale; all 0 where stats-service never heard of it. */
  Stats stats(String saleId) throws InterruptedException {
    URI url = base.resolve("/api/stats/sales/" + saleId);
    try {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(url).timeout(CALL_MAX).build(), BodyHandlers.ofString());
      if (response.statusCode() == 404) {
        return new Stats(0, 0, 0, 0, 0);
      }
      if (response.statusCode() != 200) {
        throw new UnreadableException(
            "stats-service at %s answered %d (expected: 200)"
                .formatted(url, response.statusCode()));
      }
      JsonNode json = JsonMapper.shared().readTree(response.body());
      return new Stats(
          count(url, json, "ordersCreated"),
          count(url, json, "ordersPaid"),
          count(url, json, "ordersCancelled"),
          count(url, json, "unitsSold"),
          count(url, json, "buyers"));
    } catch (IOException | JacksonException e) {
      throw new UnreadableException("stats-service", url.toString(), e);
    }
  }

  private static long count(URI url, JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isIntegralNumber()) {
      throw new UnreadableException(
          "stats-service at %s: %s: %s (expected: a number)".formatted(url, field, value));
    }
    return value.asLong();
  }
}
