package io.seckill.order.placement;

import io.seckill.order.placement.LedgerFact.Cancelled;
import io.seckill.order.placement.LedgerFact.Reserved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a batch makes of its sales and orders, decided on values alone while the sales are locked.
 * It fills up step by step: cancels, then those parked, then new orders.
 */
final class Decision {

  private final Map<String, SaleUnits> sales;
  private final Instant now;
  private final List<OrderRow> cancelled = new ArrayList<>();
  private final List<OrderRow> placed = new ArrayList<>();
  private final List<OrderRow> fresh = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final Set<String> freed = new LinkedHashSet<>();

  Decision(Map<String, SaleUnits> sales, Instant now) {
    this.sales = sales;
    this.now = now;
  }

  /** The cancel wins over what is there, and over a RESERVED yet to come. */
  void cancel(Cancelled cancel, @Nullable OrderRow row) {
    if (row == null) {
      fresh.add(OrderRow.neverMade(cancel));
      return;
    }
    switch (row.status()) {
      case PENDING_PAYMENT -> withdraw(row, cancel.reason());
      case PAID -> {
        // Nobody paid, says the cancel, but somebody did. Every other reason has put the units
        // back on sale already, and an order that kept them would be sold twice.
        if (cancel.reason() != CancelReason.UNPAID) {
          withdraw(row, cancel.reason());
        }
      }
      case PARKED -> cancelled.add(row.become(Status.NEVER_MADE, cancel.reason()));
      case CANCELLED, NEVER_MADE -> {}
    }
  }

  private void withdraw(OrderRow row, CancelReason reason) {
    units(row.saleId()).giveBack(row.quantity());
    freed.add(row.saleId());
    cancelled.add(row.become(Status.CANCELLED, reason));
    changes.add(new Change.Cancelled(row.order(), reason, now));
  }

  /** Units came free: those parked take them, the oldest first, each where it fits. */
  void placeParked(List<OrderRow> parkedOldestFirst) {
    for (OrderRow row : parkedOldestFirst) {
      if (units(row.saleId()).take(row.quantity())) {
        placed.add(row.become(Status.PENDING_PAYMENT, null));
        changes.add(new Change.Created(row.order(), now));
      }
    }
  }

  /**
   * A reservation becomes an order. Where it does not fit, the ledger holds more than the stock for
   * a moment: a fence fell, and the cancel that makes room is on its way on another partition.
   */
  void place(Reserved reserved, @Nullable OrderRow row) {
    if (row != null) {
      return;
    }
    if (units(reserved.saleId()).take(reserved.quantity())) {
      OrderRow order = OrderRow.of(reserved, Status.PENDING_PAYMENT);
      fresh.add(order);
      changes.add(new Change.Created(order.order(), now));
    } else {
      fresh.add(OrderRow.of(reserved, Status.PARKED));
    }
  }

  private SaleUnits units(String saleId) {
    SaleUnits units = sales.get(saleId);
    if (units == null) {
      throw new IllegalStateException(
          "sale " + saleId + " is not locked (expected: one of " + sales.keySet() + ")");
    }
    return units;
  }

  /** Sales in which an order gave units back. */
  Set<String> freed() {
    return freed;
  }

  List<OrderRow> cancelled() {
    return cancelled;
  }

  List<OrderRow> placed() {
    return placed;
  }

  List<OrderRow> fresh() {
    return fresh;
  }

  List<Change> changes() {
    return changes;
  }
}
