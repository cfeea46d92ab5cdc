package io.seckill.seckill.inventory;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How fences are called: in Redis {@code <run_id>:<token>}, in the ledger by the token's number.
 */
public final class Fences {

  private static final Pattern FENCE = Pattern.compile("[^:]+:([0-9a-f]{1,16})");

  private Fences() {}

  /** The number of a fence that was never up before. */
  public static long next() {
    return ThreadLocalRandom.current().nextLong() | 1;
  }

  /** The token of the fence with this number. */
  public static String token(long number) {
    return Long.toHexString(number);
  }

  /** The number of a fence that is up; 0 where an older version has put it up. */
  public static long number(String fence) {
    Matcher matcher = FENCE.matcher(fence);
    return matcher.matches() ? Long.parseUnsignedLong(matcher.group(1), 16) : 0;
  }
}
