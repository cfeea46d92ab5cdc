package io.seckill.gateway.sale;

import io.seckill.contracts.v1.Sale;
import io.seckill.gateway.door.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the body of {@code PUT /api/sales/{saleId}}; every mistake is told with what is expected.
 */
final class SaleBody {

  private static final Set<String> FIELDS =
      Set.of("item", "stock", "perUser", "priceMinor", "currency", "startsAt", "endsAt");
  private static final long TIME_MAX = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();
  private static final int ITEM_LENGTH_MAX = 200;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode body;

  private SaleBody(JsonNode body) {
    this.body = body;
  }

  /**
   * The sale that a body describes.
   *
   * @throws Problem.Refused 400 `bad-request`
   */
  static Sale read(String saleId, byte[] body) {
    JsonNode tree;
    try {
      tree = JSON.readTree(body);
    } catch (JacksonException e) {
      throw wrong("body", e.getOriginalMessage(), "one JSON object");
    }
    if (!tree.isObject()) {
      throw wrong("body", tree.isMissingNode() ? "nothing" : "no object", "one JSON object");
    }
    for (String name : tree.propertyNames()) {
      if (!FIELDS.contains(name)) {
        throw wrong(
            "body",
            "unknown field " + Problem.shown(name),
            "item, stock, perUser, " + "priceMinor, currency, startsAt, endsAt");
      }
    }
    return new SaleBody(tree).sale(saleId);
  }

  private Sale sale(String saleId) {
    long starts = time("startsAt");
    long ends = time("endsAt");
    if (starts > 0 && ends > 0 && ends <= starts) {
      throw wrong("endsAt", body.path("endsAt").toString(), "after startsAt");
    }
    return Sale.newBuilder()
        .setSaleId(saleId)
        .setItem(item())
        .setStock((int) whole("stock", 1, 1_000_000_000L, null))
        .setPerUser((int) whole("perUser", 1, 1000, null))
        .setPriceMinor(whole("priceMinor", 0, 1_000_000_000_000L, 0L))
        .setCurrency(currency())
        .setStartsEpochMillis(starts)
        .setEndsEpochMillis(ends)
        .build();
  }

  private String item() {
    JsonNode node = body.path("item");
    String expected = "text of 1 to " + ITEM_LENGTH_MAX + " characters, no control characters";
    if (!node.isString()) {
      throw wrong("item", shown(node), expected);
    }
    String item = node.stringValue();
    if (item.isBlank()
        || item.codePointCount(0, item.length()) > ITEM_LENGTH_MAX
        || item.chars().anyMatch(Character::isISOControl)) {
      throw wrong("item", shown(node), expected);
    }
    return item;
  }

  private String currency() {
    JsonNode node = body.path("currency");
    if (absent(node)) {
      return "CNY";
    }
    String text = node.isString() ? node.stringValue() : "";
    boolean known =
        Currency.getAvailableCurrencies().stream()
            .anyMatch(currency -> currency.getCurrencyCode().equals(text));
    if (!known || !text.equals(text.toUpperCase(Locale.ROOT))) {
      throw wrong("currency", shown(node), "an ISO 4217 code such as CNY");
    }
    return text;
  }

  private long whole(String name, long min, long max, @Nullable Long absent) {
    JsonNode node = body.path(name);
    if (absent(node) && absent != null) {
      return absent;
    }
    if (!node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.longValue() < min
        || node.longValue() > max) {
      throw wrong(name, shown(node), "a whole number from " + min + " to " + max);
    }
    return node.longValue();
  }

  /** 0 where absent: the service sets it. */
  private long time(String name) {
    JsonNode node = body.path(name);
    if (absent(node)) {
      return 0;
    }
    try {
      long millis =
          OffsetDateTime.parse(node.isString() ? node.stringValue() : "")
              .toInstant()
              .toEpochMilli();
      if (millis > 0 && millis <= TIME_MAX) {
        return millis;
      }
    } catch (DateTimeException e) {
      // Told below, like a time out of bounds.
    }
    throw wrong(name, shown(node), "a time such as 2026-11-11T00:00:00Z, from 1970 to 9999");
  }

  private static boolean absent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() ? "nothing" : Problem.shown(node.toString());
  }

  private static Problem.Refused wrong(String name, String actual, String expected) {
    return Problem.badRequest(name + ": " + actual + " (expected: " + expected + ")").refused();
  }
}
