package io.seckill.stats.lookup;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A question that was checked.
 *
 * @param page which page, 0 to 1,000,000
 * @param size items in a page, 1 to 500
 */
record StatsQuery(int page, int size) {

  private static final int PAGE_MAX = 1_000_000;
  private static final int SIZE_MAX = 500;
  private static final String SIZE_USUAL = "20";
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~-]{1,64}");

  /** Reads the parameters as they came; null is one that did not. */
  static StatsQuery of(@Nullable String page, @Nullable String size) {
    return new StatsQuery(
        number("page", page == null ? "0" : page, 0, PAGE_MAX),
        number("size", size == null ? SIZE_USUAL : size, 1, SIZE_MAX));
  }

  static String saleId(String value) {
    if (!ID.matcher(value).matches()) {
      throw new BadQueryException("saleId", value, ID.pattern());
    }
    return value;
  }

  long offset() {
    return (long) page * size;
  }

  private static int number(String name, String value, int min, int max) {
    if (NUMBER.matcher(value).matches()) {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw new BadQueryException(name, value, min + " to " + max);
  }
}
