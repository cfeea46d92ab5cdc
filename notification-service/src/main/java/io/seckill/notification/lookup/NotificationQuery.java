package io.seckill.notification.lookup;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A question that was checked.
 *
 * @param orderId only of this order; null for all
 * @param userId only to this user; null for all
 * @param saleId only of this sale; null for all
 * @param status only of this status; null for all
 * @param page which page, 0 to 1,000,000
 * @param size items in a page, 1 to 500
 */
record NotificationQuery(
    @Nullable String orderId,
    @Nullable String userId,
    @Nullable String saleId,
    @Nullable String status,
    int page,
    int size) {

  private static final int PAGE_MAX = 1_000_000;
  private static final int SIZE_MAX = 500;
  private static final String SIZE_USUAL = "20";
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final Pattern ORDER_ID = Pattern.compile("[A-Za-z0-9._~-]{1,87}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~-]{1,64}");
  private static final List<String> STATUSES = List.of("PENDING", "SENT", "DEAD");

  /** Reads the parameters as they came; null is one that did not. */
  static NotificationQuery of(
      @Nullable String orderId,
      @Nullable String userId,
      @Nullable String saleId,
      @Nullable String status,
      @Nullable String page,
      @Nullable String size) {
    return new NotificationQuery(
        id("orderId", orderId, ORDER_ID),
        id("userId", userId, ID),
        id("saleId", saleId, ID),
        status(status),
        number("page", page == null ? "0" : page, 0, PAGE_MAX),
        number("size", size == null ? SIZE_USUAL : size, 1, SIZE_MAX));
  }

  long offset() {
    return (long) page * size;
  }

  private static @Nullable String id(String name, @Nullable String value, Pattern expected) {
    if (value != null && !expected.matcher(value).matches()) {
      throw new BadQueryException(name, value, expected.pattern());
    }
    return value;
  }

  private static @Nullable String status(@Nullable String value) {
    if (value == null) {
      return null;
    }
    String status = value.toUpperCase(Locale.ROOT);
    if (!STATUSES.contains(status)) {
      throw new BadQueryException("status", value, "PENDING, SENT or DEAD");
    }
    return status;
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
