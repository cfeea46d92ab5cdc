package io.seckill.order.lookup;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * Which orders are asked for.
 *
 * @param saleId only orders of this sale; null: of all
 * @param userId only orders of this user; null: of all
 * @param status only orders in this status; null: in any
 * @param page from 0
 * @param size orders on a page, 1 to 500
 */
record OrderQuery(
    @Nullable String saleId, @Nullable String userId, @Nullable String status, int page, int size) {

  private static final int SIZE_DEFAULT = 20;
  private static final int SIZE_MAX = 500;

  /** A page deep in the list costs reading all before it. */
  private static final int PAGE_MAX = 100_000;

  private static final Set<String> NAMES =
      new TreeSet<>(Set.of("saleId", "userId", "status", "page", "size"));
  private static final List<String> STATUSES = List.of("PENDING_PAYMENT", "PAID", "CANCELLED");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~-]{1,64}");
  private static final Pattern ORDER_ID = Pattern.compile("[A-Za-z0-9._~-]{1,128}");

  static OrderQuery of(MultiValueMap<String, String> parameters) {
    for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
      if (!NAMES.contains(parameter.getKey())) {
        throw new BadRequest("query parameter", parameter.getKey(), String.join(", ", NAMES));
      }
      if (parameter.getValue().size() > 1) {
        throw new BadRequest(
            parameter.getKey(), parameter.getValue().size() + " values", "at most one");
      }
    }
    return new OrderQuery(
        id("saleId", parameters.getFirst("saleId")),
        id("userId", parameters.getFirst("userId")),
        status(parameters.getFirst("status")),
        number("page", parameters.getFirst("page"), 0, 0, PAGE_MAX),
        number("size", parameters.getFirst("size"), SIZE_DEFAULT, 1, SIZE_MAX));
  }

  static String orderId(String given) {
    if (!ORDER_ID.matcher(given).matches()) {
      throw new BadRequest("orderId", given, "1 to 128 of A-Z a-z 0-9 . _ ~ -");
    }
    return given;
  }

  private static @Nullable String id(String name, @Nullable String given) {
    if (given != null && !ID.matcher(given).matches()) {
      throw new BadRequest(name, given, "1 to 64 of A-Z a-z 0-9 . _ ~ -");
    }
    return given;
  }

  private static @Nullable String status(@Nullable String given) {
    if (given != null && !STATUSES.contains(given)) {
      throw new BadRequest("status", given, String.join(", ", STATUSES));
    }
    return given;
  }

  private static int number(String name, @Nullable String given, int absent, int min, int max) {
    if (given == null) {
      return absent;
    }
    // At most nine digits: what is longer is out of bounds anyway, and does not fit an int.
    if (given.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(given);
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw new BadRequest(name, given, min + " to " + max);
  }
}
