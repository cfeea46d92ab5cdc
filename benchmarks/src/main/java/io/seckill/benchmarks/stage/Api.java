package io.seckill.benchmarks.stage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the system under load what it knows, outside of the load. */
public final class Api {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration CALL_MAX = Duration.ofSeconds(10);
  private static final int TRIES = 20;
  private static final long RETRY_MILLIS = 500;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();

  /**
   * Opens a sale; a system that has just started may need a moment.
   *
   * @throws IllegalStateException where it cannot be opened
   */
  public void openSale(URI gateway, String saleId, long stock) throws InterruptedException {
    String sale =
        JSON.writeValueAsString(Map.of("item", "Benchmark", "stock", stock, "perUser", 1));
    HttpRequest put =
        HttpRequest.newBuilder(gateway.resolve("/api/sales/" + saleId))
            .timeout(CALL_MAX)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(sale))
            .build();
    String last = "";
    for (int i = 0; i < TRIES; i++) {
      try {
        HttpResponse<String> response = client.send(put, BodyHandlers.ofString());
        if (response.statusCode() / 100 == 2) {
          return;
        }
        last = response.statusCode() + " " + response.body();
      } catch (IOException e) {
        last = String.valueOf(e.getMessage());
      }
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    }
    throw new IllegalStateException("The sale " + saleId + " could not be opened: " + last);
  }

  /**
   * A number that a service tells, by its field.
   *
   * @return 0 where there is none, or no answer
   */
  public long number(URI address, String field) throws InterruptedException {
    HttpRequest get = HttpRequest.newBuilder(address).timeout(CALL_MAX).build();
    try {
      HttpResponse<byte[]> response = client.send(get, BodyHandlers.ofByteArray());
      JsonNode json = response.statusCode() == 200 ? JSON.readTree(response.body()) : null;
      return json == null ? 0 : json.path(field).asLong(0);
    } catch (IOException busy) {
      return 0;
    }
  }
}
