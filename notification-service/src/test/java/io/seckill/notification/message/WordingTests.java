package io.seckill.notification.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordingTests {

  @Test
  void namesWhatWasBoughtAndWhatItCosts() {
    assertThat(Wording.created(purchase(2, 19900, "CNY")))
        .isEqualTo("You got 2 x Phone for CNY 398.00. Please pay in time to keep it. Order s1.a.");
    assertThat(Wording.paid(purchase(1, 19900, "CNY")))
        .isEqualTo("We received your payment of CNY 199.00 for 1 x Phone. Order s1.a.");
  }

  @Test
  void asksForNoPaymentWhereNothingIsToBePaid() {
    assertThat(Wording.created(purchase(1, 0, "CNY")))
        .isEqualTo("You got 1 x Phone. Please confirm in time to keep it. Order s1.a.");
    assertThat(Wording.paid(purchase(1, 0, "CNY"))).isEqualTo("1 x Phone is yours. Order s1.a.");
  }

  @Test
  void writesMoneyAsTheCurrencyDoes() {
    assertThat(Wording.paid(purchase(1, 500, "JPY"))).contains("JPY 500 ");
    assertThat(Wording.paid(purchase(1, 1500, "KWD"))).contains("KWD 1.500 ");
    assertThat(Wording.paid(purchase(1, 1500, "ZZZ"))).contains("ZZZ 15.00 ");
    assertThat(Wording.paid(purchase(1000, Long.MAX_VALUE, "CNY")))
        .contains("CNY 92233720368547758070.00 ");
  }

  @Test
  void saysWhyAnOrderWasCancelled() {
    assertThat(cancelled("unpaid")).contains("because it was not paid in time");
    assertThat(cancelled("deadline")).contains("because it could not be confirmed to you in time");
    assertThat(cancelled("decided-otherwise")).isEqualTo(cancelled("deadline"));
    assertThat(cancelled("fenced")).contains("because the item was sold out");
    assertThat(cancelled("some-new-word"))
        .isEqualTo("Your order of 1 x Phone was cancelled. Order s1.a.");
  }

  private static String cancelled(String reason) {
    return Wording.cancelled(purchase(1, 100, "CNY"), reason);
  }

  private static Purchase purchase(int quantity, long priceMinor, String currency) {
    return new Purchase("s1.a", "Phone", quantity, priceMinor, currency);
  }
}
