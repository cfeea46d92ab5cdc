package io.seckill.seckill.inventory;

import org.jspecify.annotations.Nullable;

/**
 * What the inventory knows of one request.
 *
 * @param units the units locked for it, or null
 * @param cancelled whether it was cancelled
 */
public record Holding(@Nullable Units units, boolean cancelled) {

  /** Units locked for a user until the order; {@code deadlineMillis} is the request's. */
  public record Units(String userId, int quantity, long deadlineMillis) {

    String format() {
      return userId + "|" + quantity + "|" + deadlineMillis;
    }

    static Units parse(String text) {
      String[] parts = text.split("\\|", -1);
      if (parts.length != 3) {
        throw new IllegalStateException(
            "reservation: '" + text + "' (expected: user|quantity|deadline)");
      }
      return new Units(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
    }
  }
}
