package io.seckill.notification.message;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;

/**
 * What the shopper reads, in English, for each event of an order. One language: the events carry no
 * locale, and there is no directory of users to ask.
 */
public final class Wording {

  private static final Map<String, Integer> MINOR_DIGITS =
      Currency.getAvailableCurrencies().stream()
          .filter(currency -> currency.getDefaultFractionDigits() >= 0)
          .collect(
              toUnmodifiableMap(Currency::getCurrencyCode, Currency::getDefaultFractionDigits));
  private static final int MINOR_DIGITS_USUAL = 2;

  private Wording() {}

  /** The order exists. */
  public static String created(Purchase purchase) {
    if (purchase.priceMinor() == 0) {
      return "You got %s. Please confirm in time to keep it. Order %s."
          .formatted(units(purchase), purchase.orderId());
    }
    return "You got %s for %s. Please pay in time to keep it. Order %s."
        .formatted(units(purchase), total(purchase), purchase.orderId());
  }

  /** The order is paid. */
  public static String paid(Purchase purchase) {
    if (purchase.priceMinor() == 0) {
      return "%s is yours. Order %s.".formatted(units(purchase), purchase.orderId());
    }
    return "We received your payment of %s for %s. Order %s."
        .formatted(total(purchase), units(purchase), purchase.orderId());
  }

  /**
   * The order no longer stands.
   *
   * @param reason the word that the event gives; an unknown word, as of a later version of
   *     order-service, gives the sentence without a reason
   */
  public static String cancelled(Purchase purchase, String reason) {
    return "Your order of %s was cancelled%s. Order %s."
        .formatted(units(purchase), because(reason), purchase.orderId());
  }

  private static String because(String reason) {
    return switch (reason) {
      case "unpaid" -> " because it was not paid in time";
      case "deadline", "decided-otherwise" -> " because it could not be confirmed to you in time";
      case "fenced" -> " because the item was sold out";
      default -> "";
    };
  }

  private static String units(Purchase purchase) {
    return purchase.quantity() + " x " + purchase.item();
  }

  private static String total(Purchase purchase) {
    BigDecimal minor =
        BigDecimal.valueOf(purchase.priceMinor()).multiply(BigDecimal.valueOf(purchase.quantity()));
    return purchase.currency()
        + " "
        + minor
            .movePointLeft(MINOR_DIGITS.getOrDefault(purchase.currency(), MINOR_DIGITS_USUAL))
            .toPlainString();
  }
}
