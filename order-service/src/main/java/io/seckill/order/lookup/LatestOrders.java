package io.seckill.order.lookup;

import java.util.List;
import org.springframework.stereotype.Component;

/** The newest orders as rows of text, for the dashboard. */
@Component
public class LatestOrders {

  /** The headings of the rows. */
  public static final List<String> COLUMNS =
      List.of("made", "sale", "order", "user", "quantity", "status");

  /** The same of an order as the read API shows it. */
  public static final List<String> FIELDS =
      List.of("createdAt", "saleId", "orderId", "userId", "quantity", "status");

  private final OrderReader orders;

  LatestOrders(OrderReader orders) {
    this.orders = orders;
  }

  /** When it was made, sale, order, user, quantity and status of each, newest first. */
  public List<List<String>> rows(int max) {
    return orders.newest(max).stream()
        .map(
            order ->
                List.of(
                    order.createdAt().toString(),
                    order.saleId(),
                    order.orderId(),
                    order.userId(),
                    String.valueOf(order.quantity()),
                    order.status()))
        .toList();
  }
}
