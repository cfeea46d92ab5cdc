package io.seckill.seckill.inventory;

import org.jspecify.annotations.Nullable;

/**
 * What the inventory knows of one request.
 *
 * @param units the units locked for it, or null
 * @param cancelled whether it was cancelled
 * @param unpaid whether it was won and its order not paid: its units are back on sale
 */
public record Holding(@Nullable Units units, boolean cancelled, boolean unpaid) {

  /** Of a request that was not won, or whose order stands. */
  public Holding(@Nullable Units units, boolean cancelled) {
    this(units, cancelled, false);
  }

  /**
   * Units locked for a user until the order.
   *
   * @param deadlineMillis the request's; of several tries the last one's
   * @param holder the try that holds them, {@link #SHARED} where several do, {@link #DOUBTED} where
   *     another one may have cancelled them, empty where nobody knows
   */
  public record Units(String userId, int quantity, long deadlineMillis, String holder) {

    /** Several tries of a request hold its units: no deadline ends them any more. */
    public static final String SHARED = "*";

    /**
     * Another try of the request may have cancelled it: no try is told any more that it has them.
     */
    public static final String DOUBTED = "?";

    String format() {
      return userId + "|" + quantity + "|" + deadlineMillis + "|" + holder;
    }

    static Units parse(String text) {
      String[] parts = text.split("\\|", -1);
      if (parts.length < 3) {
        throw new IllegalStateException(
            "reservation: '" + text + "' (expected: user|quantity|deadline|try)");
      }
      // One that was written before tries had names has three parts.
      String holder = parts.length == 3 ? "" : parts[3];
      return new Units(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]), holder);
    }
  }
}
