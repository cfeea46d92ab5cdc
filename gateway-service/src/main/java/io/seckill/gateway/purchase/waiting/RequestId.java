package io.seckill.gateway.purchase.waiting;

import io.seckill.gateway.door.Ids;
import org.jspecify.annotations.Nullable;

/**
 * A request's name for the outside: {@code <saleId>.<22 characters of base64url>}.
 *
 * @param saleId the sale
 * @param key what tells it apart
 */
public record RequestId(String saleId, RequestKey key) {

  /** Reads an id; null where it is none. */
  public static @Nullable RequestId parse(String text) {
    int dot = text.length() - RequestKey.TEXT_LENGTH - 1;
    if (dot < 1 || text.charAt(dot) != '.') {
      return null;
    }
    RequestKey key = RequestKey.parse(text, dot + 1);
    String saleId = text.substring(0, dot);
    return key == null || !Ids.valid(saleId) ? null : new RequestId(saleId, key);
  }

  /** The same with the sale's own text object, which requests in the register share. */
  public RequestId in(String sameSaleId) {
    return new RequestId(sameSaleId, key);
  }

  /** The text. */
  public String text() {
    return text(saleId, key);
  }

  static String text(String saleId, RequestKey key) {
    return saleId + '.' + key.text();
  }
}
