package io.seckill.gateway.rehearsal;

import io.seckill.gateway.door.Problem;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** This gateway's own HTTP API, over the network as any caller's. */
final class OwnDoor {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
  private static final Pattern PROBLEM = Pattern.compile("\"type\":\"/problems/([a-z-]{1,40})\"");

  private final HttpClient client;
  private final URI base;

  OwnDoor(InetSocketAddress address, Executor threads) {
    this.base = URI.create("http://" + host(address.getAddress()) + ":" + address.getPort());
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WITHIN)
            .executor(threads)
            .build();
  }

  /** Bound to every address, it is reached by the loopback one. */
  private static String host(InetAddress bound) {
    InetAddress target = bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
    String text = target.getHostAddress();
    return text.contains(":") ? "[" + text + "]" : text;
  }

  /**
   * Creates the sale; it ends by itself.
   *
   * @throws Problem.Refused in the future: 503 `unavailable`, where nobody could create it
   */
  CompletableFuture<Void> create(String saleId, int stock, Instant endsAt) {
    String terms =
        "{\"item\":\"Held from the page\",\"stock\":%d,\"perUser\":1,\"priceMinor\":19900,\"endsAt\":\"%s\"}"
            .formatted(stock, endsAt);
    HttpRequest request = to("/api/sales/" + saleId).PUT(BodyPublishers.ofString(terms)).build();
    return client
        .sendAsync(request, BodyHandlers.ofString())
        .thenAccept(answer -> requireCreated(answer));
  }

  private static void requireCreated(HttpResponse<String> answer) {
    if (answer.statusCode() != 201) {
      throw Problem.unavailable(
              "The sale could not be created (" + answer.statusCode() + "); try again in a moment.")
          .refused();
    }
  }

  /** One shopper asks for one unit; the name of what came of it. It does not fail. */
  CompletableFuture<String> buy(String saleId, String userId) {
    HttpRequest request =
        to("/api/sales/" + saleId + "/requests")
            .header("X-User-Id", userId)
            .POST(BodyPublishers.ofString("{\"quantity\":1}"))
            .build();
    return begin(() -> client.sendAsync(request, BodyHandlers.ofString()))
        .handle((answer, failure) -> failure == null ? outcome(answer) : "no answer");
  }

  private static <T> CompletableFuture<T> begin(Supplier<CompletableFuture<T>> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static String outcome(HttpResponse<String> answer) {
    if (answer.statusCode() == 200) {
      return "success";
    }
    Matcher problem = PROBLEM.matcher(answer.body());
    return problem.find() ? problem.group(1) : "HTTP " + answer.statusCode();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(ANSWER_WITHIN)
        .header("Content-Type", "application/json");
  }
}
