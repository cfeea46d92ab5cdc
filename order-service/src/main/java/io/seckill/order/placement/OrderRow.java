package io.seckill.order.placement;

import io.seckill.order.placement.LedgerFact.Cancelled;
import io.seckill.order.placement.LedgerFact.Reserved;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of table {@code orders}: one request and what became of it. */
record OrderRow(
    String requestId,
    String saleId,
    Status status,
    String userId,
    int quantity,
    @Nullable String item,
    @Nullable Long priceMinor,
    @Nullable String currency,
    @Nullable CancelReason reason) {

  static OrderRow of(Reserved reserved, Status status) {
    return new OrderRow(
        reserved.requestId(),
        reserved.saleId(),
        status,
        reserved.userId(),
        reserved.quantity(),
        reserved.item(),
        reserved.priceMinor(),
        reserved.currency(),
        null);
  }

  static OrderRow neverMade(Cancelled cancelled) {
    return new OrderRow(
        cancelled.requestId(),
        cancelled.saleId(),
        Status.NEVER_MADE,
        cancelled.userId(),
        cancelled.quantity(),
        null,
        null,
        null,
        cancelled.reason());
  }

  OrderRow become(Status next, @Nullable CancelReason why) {
    return new OrderRow(requestId, saleId, next, userId, quantity, item, priceMinor, currency, why);
  }

  /** What the company hears of; never asked of a tombstone, which has no item and no price. */
  Change.Order order() {
    return new Change.Order(
        requestId,
        saleId,
        userId,
        quantity,
        Objects.requireNonNull(item),
        Objects.requireNonNull(priceMinor),
        Objects.requireNonNull(currency));
  }
}
