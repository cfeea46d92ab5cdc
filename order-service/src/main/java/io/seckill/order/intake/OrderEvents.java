package io.seckill.order.intake;

import io.seckill.contracts.v1.OrderCancelled;
import io.seckill.contracts.v1.OrderCreated;
import io.seckill.contracts.v1.OrderEvent;
import io.seckill.contracts.v1.OrderPaid;
import io.seckill.order.outbox.OutgoingEvent;
import io.seckill.order.placement.Change;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says in the company's words what happened to an order. */
public final class OrderEvents {

  private OrderEvents() {}

  /**
   * The events of the changes, in their order.
   *
   * @param traceparents by order: what the trace of a sampled change goes on by, else null
   */
  public static List<OutgoingEvent> of(
      List<Change> changes, Function<String, @Nullable String> traceparents) {
    return changes.stream()
        .map(change -> of(change, traceparents.apply(change.order().id())))
        .toList();
  }

  private static OutgoingEvent of(Change change, @Nullable String traceparent) {
    Change.Order order = change.order();
    OrderEvent.Builder event =
        OrderEvent.newBuilder()
            .setOrderId(order.id())
            .setSaleId(order.saleId())
            .setUserId(order.userId())
            .setQuantity(order.quantity())
            .setPriceMinor(order.priceMinor())
            .setCurrency(order.currency())
            .setItem(order.item())
            .setOccurredEpochMillis(change.at().toEpochMilli());
    // No random or sequential part: the same change has the same event id, whoever finds it.
    if (change instanceof Change.Cancelled cancelled) {
      event
          .setEventId(order.id() + ":cancelled")
          .setCancelled(OrderCancelled.newBuilder().setReason(cancelled.reason().word()));
    } else if (change instanceof Change.Paid) {
      event.setEventId(order.id() + ":paid").setPaid(OrderPaid.getDefaultInstance());
    } else {
      event.setEventId(order.id() + ":created").setCreated(OrderCreated.getDefaultInstance());
    }
    return new OutgoingEvent(order.id(), event.build().toByteArray(), traceparent);
  }
}
