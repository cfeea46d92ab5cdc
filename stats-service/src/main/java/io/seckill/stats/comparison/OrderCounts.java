package io.seckill.stats.comparison;

import io.seckill.dashboard.Neighbours;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Asks order-service's read API how many orders of a sale there are; never blocks. */
@Component
class OrderCounts {

  private static final Duration WITHIN = Duration.ofSeconds(1);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(WITHIN).build();
  private final Neighbours neighbours;

  OrderCounts(Neighbours neighbours) {
    this.neighbours = neighbours;
  }

  /**
   * Orders of a sale.
   *
   * @param status only those in this status; empty for all
   */
  CompletableFuture<Long> of(String saleId, String status) {
    URI base = neighbours.first("order").orElse(null);
    if (base == null) {
      return CompletableFuture.failedFuture(new IllegalStateException("no address"));
    }
    String only = status.isEmpty() ? "" : "&status=" + status;
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("api/orders?size=1&saleId=" + saleId + only))
            .timeout(WITHIN)
            .build();
    return http.sendAsync(request, BodyHandlers.ofString()).thenApply(OrderCounts::total);
  }

  private static long total(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw new CompletionException(
          new IllegalStateException("status: " + answer.statusCode() + " (expected: 200)"));
    }
    return JsonMapper.shared().readTree(answer.body()).at("/total").asLong();
  }
}
