package io.seckill.stack.sale;

import io.seckill.stack.sale.Answer.Claim;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET /api/requests/{requestId}} says of a request whose shopper was told nothing.
 *
 * @param outcome {@code PENDING}, {@code SUCCESS}, or how it failed
 * @param orderId of a success
 */
record DecidedLater(String outcome, @Nullable String orderId) {

  static final DecidedLater PENDING = new DecidedLater("PENDING", null);

  Claim claim() {
    return switch (outcome) {
      case "PENDING" -> Claim.NONE;
      case "SUCCESS" -> Claim.ORDER;
      default -> Claim.NO_ORDER;
    };
  }
}
