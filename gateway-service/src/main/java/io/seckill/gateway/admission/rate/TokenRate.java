package io.seckill.gateway.admission.rate;

/**
 * Tokens a second: a number, or {@code auto}, which follows what the seckill services can carry.
 *
 * @param perSecond 1 to 10,000,000, or 0 for {@code auto}
 */
public record TokenRate(long perSecond) {

  /** The highest rate, tokens a second. */
  public static final long MOST = 10_000_000;

  private static final String AUTO = "auto";

  /**
   * Reads a setting.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static TokenRate of(String text) {
    if (text.equalsIgnoreCase(AUTO)) {
      return new TokenRate(0);
    }
    try {
      long perSecond = Long.parseLong(text);
      if (perSecond >= 1 && perSecond <= MOST) {
        return new TokenRate(perSecond);
      }
    } catch (NumberFormatException e) {
      // Told below, like a number out of bounds.
    }
    throw new IllegalArgumentException(
        "rate: " + text + " (expected: auto, or tokens a second from 1 to " + MOST + ")");
  }

  public boolean isAuto() {
    return perSecond == 0;
  }

  @Override
  public String toString() {
    return isAuto() ? AUTO : Long.toString(perSecond);
  }
}
