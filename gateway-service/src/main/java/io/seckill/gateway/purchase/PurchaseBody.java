package io.seckill.gateway.purchase;

import io.seckill.gateway.door.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads {@code {"quantity":1}}: token by token, since a mapper costs more than the whole rest. */
final class PurchaseBody {

  private static final String QUANTITY = "quantity";
  private static final String EXPECTED = "{\"quantity\": 1 to 1000}";
  private static final int QUANTITY_MAX = 1_000;
  private static final JsonFactory JSON = new JsonFactory();

  private PurchaseBody() {}

  /**
   * The quantity that a body asks for.
   *
   * @throws Problem.Refused 400 `bad-request`
   */
  static int quantity(byte[] body) {
    if (body.length == 0) {
      throw wrong("body", "nothing", EXPECTED);
    }
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw wrong("body", Problem.shown(text(json)), EXPECTED);
      }
      int quantity = 0;
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        if (!name.equals(QUANTITY)) {
          throw wrong("body", "unknown field " + Problem.shown(name), EXPECTED);
        }
        if (quantity > 0) {
          throw wrong(QUANTITY, "named twice", "once");
        }
        quantity = quantity(json);
      }
      if (quantity == 0) {
        throw wrong(QUANTITY, "nothing", "a whole number from 1 to 1000");
      }
      if (json.nextToken() != null) {
        throw wrong("body", "more after the object", EXPECTED);
      }
      return quantity;
    } catch (JacksonException e) {
      throw wrong("body", "no JSON: " + e.getOriginalMessage(), EXPECTED);
    }
  }

  private static int quantity(JsonParser json) {
    JsonToken token = json.nextToken();
    if (token == JsonToken.VALUE_NUMBER_INT
        && json.getNumberType() == JsonParser.NumberType.INT
        && json.getIntValue() >= 1
        && json.getIntValue() <= QUANTITY_MAX) {
      return json.getIntValue();
    }
    throw wrong(QUANTITY, Problem.shown(text(json)), "a whole number from 1 to 1000");
  }

  private static String text(JsonParser json) {
    String text = json.currentToken() == null ? null : json.getString();
    return text == null ? "" : text;
  }

  private static Problem.Refused wrong(String name, String actual, String expected) {
    return Problem.badRequest(name + ": " + actual + " (expected: " + expected + ")").refused();
  }
}
