package io.seckill.gateway.admission;

import io.seckill.gateway.admission.rate.TokenRate;
import io.seckill.gateway.door.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the body of {@code PUT /actuator/tokens}: what it does not name stays as it is. */
final class TokensBody {

  private static final Set<String> FIELDS = Set.of("source", "rate", "capacity");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private TokensBody() {}

  /**
   * The bucket that is wanted.
   *
   * @throws Problem.Refused 400 `bad-request`
   */
  static TokenPlan read(byte[] body, TokenPlan now) {
    JsonNode tree;
    try {
      tree = JSON.readTree(body);
    } catch (JacksonException e) {
      throw wrong("body", e.getOriginalMessage(), "one JSON object");
    }
    if (!tree.isObject() || tree.isEmpty()) {
      throw wrong("body", "no field", "source, rate or capacity");
    }
    for (String name : tree.propertyNames()) {
      if (!FIELDS.contains(name)) {
        throw wrong("body", "unknown field " + Problem.shown(name), "source, rate, capacity");
      }
    }
    return new TokenPlan(
        tree.has("source") ? source(tree.path("source")) : now.source(),
        tree.has("rate") ? rate(tree.path("rate")) : now.rate(),
        tree.has("capacity") ? capacity(tree.path("capacity")) : now.capacity());
  }

  /** A source as settings and bodies name it. */
  static String name(TokenSettings.Source source) {
    return source.name().toLowerCase(Locale.ROOT);
  }

  private static TokenSettings.Source source(JsonNode node) {
    @Nullable String text = node.isString() ? node.stringValue() : null;
    return Arrays.stream(TokenSettings.Source.values())
        .filter(source -> name(source).equals(text))
        .findAny()
        .orElseThrow(() -> wrong("source", shown(node), "local, redis, queue or off"));
  }

  private static TokenRate rate(JsonNode node) {
    try {
      return TokenRate.of(node.isString() ? node.stringValue() : node.toString());
    } catch (IllegalArgumentException e) {
      throw wrong("rate", shown(node), "auto, or a whole number from 1 to " + TokenRate.MOST);
    }
  }

  private static long capacity(JsonNode node) {
    if (!node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.longValue() < 1
        || node.longValue() > TokenPlan.CAPACITY_MOST) {
      throw wrong("capacity", shown(node), "a whole number from 1 to " + TokenPlan.CAPACITY_MOST);
    }
    return node.longValue();
  }

  private static String shown(JsonNode node) {
    return Problem.shown(node.toString());
  }

  private static Problem.Refused wrong(String name, String actual, String expected) {
    return Problem.badRequest(name + ": " + actual + " (expected: " + expected + ")").refused();
  }
}
