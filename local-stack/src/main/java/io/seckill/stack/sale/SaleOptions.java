package io.seckill.stack.sale;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One sale to hold. {@link #defaults()} and {@code with()} make another of it, component by
 * component.
 *
 * @param saleId 1 to 64 of {@code A-Z a-z 0-9 . _ ~ -}; may be a sale that exists with the same
 *     terms
 * @param item what is sold, 1 to 200 characters
 * @param stock units, 1 to 1000000000
 * @param perUser units one user may hold, 1 to 1000
 * @param quantity units each shopper asks for, 1 to 1000
 * @param shoppers how many ask, each once, 1 to 2000000
 * @param rate requests a second, 1 to 1000000; 0 sends the next one as soon as a connection is free
 * @param connections HTTP connections kept in all, 1 to 20000
 * @param gateways base addresses, 1 to 100; shoppers take them in turn
 * @param orders base address of order-service
 * @param async whether shoppers ask with {@code Prefer: respond-async} and hear the result later
 * @param answerWithin when the generator gives an answer up, 100 ms to 5 minutes
 * @param settleWithin how long the system may take to agree with what it told, 0 to 1 hour
 * @param log where to write what each shopper was told
 */
@RecordBuilder
public record SaleOptions(
    String saleId,
    String item,
    int stock,
    int perUser,
    int quantity,
    int shoppers,
    int rate,
    int connections,
    List<URI> gateways,
    URI orders,
    boolean async,
    Duration answerWithin,
    Duration settleWithin,
    @Nullable Path log)
    implements SaleOptionsBuilder.With {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~-]{1,64}");

  /**
   * Checks every bound.
   *
   * @throws IllegalArgumentException naming the first that does not hold, actual and expected
   */
  public SaleOptions {
    if (!ID.matcher(saleId).matches()) {
      throw new IllegalArgumentException(
          "sale: '%s' (expected: 1 to 64 of A-Z a-z 0-9 . _ ~ -)".formatted(saleId));
    }
    within("item: length", item.length(), 1, 200);
    within("stock", stock, 1, 1_000_000_000);
    within("per-user", perUser, 1, 1000);
    within("quantity", quantity, 1, 1000);
    within("shoppers", shoppers, 1, 2_000_000);
    within("rate", rate, 0, 1_000_000);
    within("connections", connections, 1, 20_000);
    within("url: how many", gateways.size(), 1, 100);
    gateways = List.copyOf(gateways);
    gateways.forEach(gateway -> httpAddress("url", gateway));
    httpAddress("orders-url", orders);
    // Seconds first: more milliseconds than a long holds would be an exception of another kind.
    if (answerWithin.toSeconds() > 300 || answerWithin.toMillis() < 100) {
      throw new IllegalArgumentException(
          "timeout-seconds: %d (expected: 1 to 300)".formatted(answerWithin.toSeconds()));
    }
    within("settle-seconds", settleWithin.toSeconds(), 0, 3600);
  }

  /** A sale of 5000 shoppers for 100 items on the default addresses, under a name of its own. */
  public static SaleOptions defaults() {
    return new SaleOptions(
        "sale-" + UUID.randomUUID().toString().substring(0, 8),
        "Flash phone",
        100,
        1,
        1,
        5000,
        2000,
        512,
        List.of(URI.create("http://127.0.0.1:8080")),
        URI.create("http://127.0.0.1:8082"),
        false,
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        null);
  }

  private static void within(String name, long actual, long min, long max) {
    if (actual < min || actual > max) {
      throw new IllegalArgumentException(
          "%s: %d (expected: %d to %d)".formatted(name, actual, min, max));
    }
  }

  private static void httpAddress(String name, URI address) {
    boolean plain = "http".equals(address.getScheme()) && address.getHost() != null;
    boolean bare = address.getRawPath() == null || address.getRawPath().matches("/?");
    if (!plain || !bare || address.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "%s: '%s' (expected: http://host:port)".formatted(name, address));
    }
  }
}
