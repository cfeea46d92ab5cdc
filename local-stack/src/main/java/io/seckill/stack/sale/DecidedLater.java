package io.seckill.stack.sale;

import io.seckill.stack.sale.Answer.Claim;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET /api/requests/{requestId}} says of a request whose shopper was told nothing.
 *
 * @param outcome {@code PENDING}; {@code SUCCESS}; how it failed; or {@code UNKNOWN_REQUEST} for a
 *     404, which says only that nothing stands now: it may still be in the queue
 * @param orderId of a success
 */
record DecidedLater(String outcome, @Nullable String orderId) {

  static final DecidedLater PENDING = new DecidedLater("PENDING", null);
  static final DecidedLater UNKNOWN_REQUEST = new DecidedLater("UNKNOWN_REQUEST", null);

  /** Whether the system knows the request and has not decided it. */
  boolean isPending() {
    return outcome.equals(PENDING.outcome);
  }

  Claim claim() {
    return switch (outcome) {
      case "PENDING", "UNKNOWN_REQUEST" -> Claim.NONE;
      case "SUCCESS" -> Claim.ORDER;
      default -> Claim.NO_ORDER;
    };
  }
}
