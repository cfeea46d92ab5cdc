package io.seckill.seckill.sale;

import io.seckill.seckill.decision.Sale;
import java.util.Currency;
import java.util.regex.Pattern;

/** What a sale may look like. */
final class SaleTerms {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~-]{1,64}");

  private SaleTerms() {}

  /** Throws with actual and expected value where a term is out of bounds. */
  static void check(Sale sale) {
    require(
        ID.matcher(sale.saleId()).matches(),
        "saleId",
        sale.saleId(),
        "1 to 64 of A-Z a-z 0-9 . _ ~ -");
    int itemLength = sale.item().length();
    require(itemLength >= 1 && itemLength <= 200, "item", itemLength + " characters", "1 to 200");
    require(
        sale.stock() >= 1 && sale.stock() <= 1_000_000_000,
        "stock",
        sale.stock(),
        "1 to 1000000000");
    require(sale.perUser() >= 1 && sale.perUser() <= 1000, "perUser", sale.perUser(), "1 to 1000");
    require(sale.priceMinor() >= 0, "priceMinor", sale.priceMinor(), ">= 0");
    require(isCurrency(sale.currency()), "currency", sale.currency(), "an ISO 4217 code");
    require(
        sale.endsMillis() > sale.startsMillis(),
        "endsAt",
        sale.endsMillis(),
        "after startsAt, " + sale.startsMillis());
  }

  private static boolean isCurrency(String code) {
    try {
      Currency.getInstance(code);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void require(boolean holds, String field, Object actual, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(field + ": " + actual + " (expected: " + expected + ")");
    }
  }
}
