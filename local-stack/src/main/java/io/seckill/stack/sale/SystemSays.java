package io.seckill.stack.sale;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the system says when it is asked outside of the load: its sales, orders and requests. */
final class SystemSays {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration CALL_MAX = Duration.ofSeconds(10);
  private static final Duration UNAVAILABLE_MAX = Duration.ofSeconds(20);
  private static final long RETRY_MILLIS = 500;
  private static final int PAGE_SIZE = 500;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();
  private final SaleOptions options;

  SystemSays(SaleOptions options) {
    this.options = options;
  }

  /**
   * Creates the sale, or finds the same one. A system that is just starting, or busy to the brim,
   * says that it is unavailable: it is asked again for a while, which changes nothing twice.
   *
   * @throws SaleFailedException where the gateway says no or cannot be reached
   */
  void createSale() throws InterruptedException {
    URI url = options.gateways().get(0).resolve("/api/sales/" + options.saleId());
    Map<String, Object> sale = new LinkedHashMap<>();
    sale.put("item", options.item());
    sale.put("stock", options.stock());
    sale.put("perUser", options.perUser());
    HttpRequest.Builder put =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(JSON.writeValueAsString(sale)));
    long giveUp = System.nanoTime() + UNAVAILABLE_MAX.toNanos();
    HttpResponse<String> response = call(put, "The sale could not be created");
    while (response.statusCode() == 503 && System.nanoTime() < giveUp) {
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
      response = call(put, "The sale could not be created");
    }
    if (response.statusCode() != 201 && response.statusCode() != 200) {
      throw unexpected("The sale could not be created", url, response);
    }
  }

  /**
   * Every order of the sale by its id, whatever its status.
   *
   * @throws SaleFailedException where order-service cannot say
   */
  Map<String, OrderSeen> orders() throws InterruptedException {
    Map<String, OrderSeen> orders = new LinkedHashMap<>();
    long total = 1;
    for (int page = 0; (long) page * PAGE_SIZE < total; page++) {
      JsonNode answer = ordersPage(page);
      JsonNode items = answer.path("items");
      if (!items.isArray() || !answer.path("total").isIntegralNumber()) {
        throw notOrders(null);
      }
      // An empty page ends it, whatever the total says: it may have been counted later.
      total = items.isEmpty() ? 0 : answer.path("total").longValue();
      for (JsonNode item : items) {
        OrderSeen order = order(item);
        orders.put(order.orderId(), order);
      }
    }
    return orders;
  }

  private OrderSeen order(JsonNode item) {
    for (String field : List.of("orderId", "requestId", "userId", "status")) {
      if (!item.path(field).isString()) {
        throw notOrders(null);
      }
    }
    try {
      return JSON.treeToValue(item, OrderSeen.class);
    } catch (JacksonException notAnOrder) {
      throw notOrders(notAnOrder);
    }
  }

  private SaleFailedException notOrders(@Nullable JacksonException cause) {
    String what =
        "The orders could not be read: %s answered something else than a list of orders"
            .formatted(options.orders());
    return cause == null ? new SaleFailedException(what) : new SaleFailedException(what, cause);
  }

  private JsonNode ordersPage(int page) throws InterruptedException {
    String what = "The orders could not be read";
    String saleId = URLEncoder.encode(options.saleId(), StandardCharsets.UTF_8);
    String query = "/api/orders?saleId=%s&page=%d&size=%d".formatted(saleId, page, PAGE_SIZE);
    URI url = options.orders().resolve(query);
    HttpResponse<String> response = call(HttpRequest.newBuilder(url), what);
    if (response.statusCode() != 200) {
      throw unexpected(what, url, response);
    }
    try {
      return JSON.readTree(response.body());
    } catch (JacksonException notJson) {
      throw new SaleFailedException("%s: %s answered no JSON".formatted(what, url), notJson);
    }
  }

  /**
   * How a request was decided. The gateway that took it is asked first: refusals are remembered
   * only there. Where it cannot say, the others are asked.
   *
   * @param taker the gateway that took it, {@code host:port}
   */
  CompletableFuture<DecidedLater> decisionOf(String requestId, String taker) {
    List<URI> inOrder =
        options.gateways().stream()
            .sorted((a, b) -> Boolean.compare(isAt(b, taker), isAt(a, taker)))
            .toList();
    return ask(requestId, inOrder, 0);
  }

  private CompletableFuture<DecidedLater> ask(String requestId, List<URI> gateways, int index) {
    URI url = gateways.get(index).resolve("/api/requests/" + requestId);
    return client
        .sendAsync(
            HttpRequest.newBuilder(url).timeout(CALL_MAX).build(), BodyHandlers.ofByteArray())
        .handle((response, failure) -> response == null ? DecidedLater.PENDING : decision(response))
        .thenCompose(
            decided ->
                decided.claim() == Answer.Claim.NONE && index + 1 < gateways.size()
                    ? ask(requestId, gateways, index + 1)
                    : CompletableFuture.completedFuture(decided));
  }

  private static DecidedLater decision(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    Heard heard = Heard.of(status, null, response.body());
    if (status == 200) {
      return new DecidedLater(outcome(response.body()), heard.orderId());
    }
    if (status == 404) {
      return DecidedLater.UNKNOWN_REQUEST;
    }
    // A gateway that cannot say now is asked again; any other problem is the decision itself.
    return heard.answer().claim() == Answer.Claim.NO_ORDER && heard.answer() != Answer.UNAVAILABLE
        ? new DecidedLater(heard.answer().name(), null)
        : DecidedLater.PENDING;
  }

  /** What cannot be read is no decision. */
  private static String outcome(byte[] body) {
    try {
      return JSON.readTree(body).path("outcome").asString("PENDING");
    } catch (JacksonException notJson) {
      return "PENDING";
    }
  }

  private HttpResponse<String> call(HttpRequest.Builder request, String what)
      throws InterruptedException {
    HttpRequest built = request.timeout(CALL_MAX).build();
    try {
      return client.send(built, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new SaleFailedException(
          "%s: %s %s: %s".formatted(what, built.method(), built.uri(), reason(e)), e);
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static SaleFailedException unexpected(
      String what, URI url, HttpResponse<String> response) {
    String body = response.body();
    return new SaleFailedException(
        "%s: %s answered %d %s (expected: 200)"
            .formatted(
                what,
                url,
                response.statusCode(),
                body.length() > 300 ? body.substring(0, 300) + "…" : body));
  }

  private static boolean isAt(URI gateway, String authority) {
    return authority.equals(gateway.getRawAuthority());
  }
}
