package io.seckill.gateway.rehearsal;

import io.seckill.gateway.door.Problem;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A sale to hold.
 *
 * @param stock units on sale; each shopper wants one
 * @param shoppers how many ask, each once
 * @param rate requests a second
 */
record RehearsalPlan(int stock, int shoppers, int rate) {

  static final Set<String> FIELDS = Set.of("stock", "shoppers", "rate");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * What the page's form sent; all three are needed.
   *
   * @throws Problem.Refused 400 `bad-request`: actual and expected
   */
  static RehearsalPlan read(byte[] body, RehearsalSettings bounds) {
    JsonNode tree;
    try {
      tree = JSON.readTree(body);
    } catch (JacksonException e) {
      throw wrong("body", e.getOriginalMessage(), "one JSON object");
    }
    for (String name : tree.propertyNames()) {
      if (!FIELDS.contains(name)) {
        throw wrong("body", "unknown field " + Problem.shown(name), "stock, shoppers, rate");
      }
    }
    RehearsalPlan plan =
        new RehearsalPlan(
            whole(tree, "stock", bounds.stockMax()),
            whole(tree, "shoppers", bounds.shoppersMax()),
            whole(tree, "rate", bounds.rateMax()));
    if (plan.seconds() > bounds.secondsMax()) {
      throw wrong(
          "shoppers",
          "%d at %d a second, which is %d s"
              .formatted(plan.shoppers(), plan.rate(), plan.seconds()),
          "at most " + bounds.secondsMax() + " s");
    }
    return plan;
  }

  /** How long shoppers come, rounded up. */
  int seconds() {
    return (shoppers + rate - 1) / rate;
  }

  private static int whole(JsonNode tree, String name, int max) {
    JsonNode node = tree.path(name);
    if (!node.isIntegralNumber()
        || !node.canConvertToInt()
        || node.intValue() < 1
        || node.intValue() > max) {
      throw wrong(
          name,
          node.isMissingNode() ? "missing" : Problem.shown(node.toString()),
          "a whole number from 1 to " + max);
    }
    return node.intValue();
  }

  private static Problem.Refused wrong(String name, String actual, String expected) {
    return Problem.badRequest(name + ": " + actual + " (expected: " + expected + ")").refused();
  }
}
