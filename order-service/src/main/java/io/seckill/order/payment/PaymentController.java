package io.seckill.order.payment;

import io.seckill.order.payment.Refusal.Kind;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Stands in for a payment provider. Errors are {@code application/problem+json}: 400 {@code
 * /problems/bad-request}, 404 {@code /problems/unknown-order}, 409 {@code /problems/already-paid}
 * and {@code /problems/order-cancelled}, 503 {@code /problems/unavailable} with {@code
 * Retry-After}.
 */
@RestController
class PaymentController {

  private static final String KEY = "Idempotency-Key";
  private static final Pattern ORDER_ID = Pattern.compile("[A-Za-z0-9._~-]{1,128}");
  private static final Pattern KEY_FORM = Pattern.compile("[A-Za-z0-9._~-]{1,64}");

  private final Payment payment;

  PaymentController(Payment payment) {
    this.payment = payment;
  }

  /** Pays one order in full; the same key again is the same payment. A body is not looked at. */
  @PostMapping(path = "/api/orders/{orderId}/payment", produces = MediaType.APPLICATION_JSON_VALUE)
  Receipt pay(
      @PathVariable String orderId,
      @RequestHeader(name = KEY, required = false) @Nullable List<String> keys) {
    if (!ORDER_ID.matcher(orderId).matches()) {
      throw bad("orderId", orderId, "1 to 128 of A-Z a-z 0-9 . _ ~ -");
    }
    if (keys == null || keys.size() != 1 || !KEY_FORM.matcher(keys.get(0)).matches()) {
      String given = keys == null ? "none" : String.join(", ", keys);
      throw bad(KEY, given, "one, 1 to 64 of A-Z a-z 0-9 . _ ~ -");
    }
    return payment.pay(orderId, keys.get(0));
  }

  private static Refusal bad(String what, String actual, String expected) {
    return new Refusal(Kind.BAD_REQUEST, what + ": " + actual + " (expected: " + expected + ")");
  }
}
