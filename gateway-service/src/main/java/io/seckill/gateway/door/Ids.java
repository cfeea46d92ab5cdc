package io.seckill.gateway.door;

/** Ids from outside: sales, users, idempotency keys: 1 to 64 of {@code A-Z a-z 0-9 . _ ~ -}. */
public final class Ids {

  private static final int LENGTH_MAX = 64;
  private static final boolean[] ALLOWED = new boolean[128];

  static {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~-"
        .chars()
        .forEach(c -> ALLOWED[c] = true);
  }

  private Ids() {}

  /** Whether the text may be an id. */
  public static boolean valid(String text) {
    int length = text.length();
    if (length == 0 || length > LENGTH_MAX) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= ALLOWED.length || !ALLOWED[c]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The text, if it may be an id.
   *
   * @param name what the caller knows it as, for the message
   * @throws Problem.Refused 400 `bad-request` otherwise
   */
  public static String require(String name, String text) {
    if (!valid(text)) {
      throw Problem.badRequest(
              name + ": " + Problem.shown(text) + " (expected: 1 to 64 of A-Z a-z 0-9 . _ ~ -)")
          .refused();
    }
    return text;
  }
}
