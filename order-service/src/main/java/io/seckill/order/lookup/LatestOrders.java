package io.seckill.order.lookup;

import java.util.List;
import org.springframework.stereotype.Component;

/** The newest orders as rows of text, for the dashboard. */
@Component
public class LatestOrders {

  private final OrderReader orders;

  LatestOrders(OrderReader orders) {
    this.orders = orders;
  }

  /** When it was made, order, user, quantity and status of each, newest first. */
  public List<List<String>> rows(int max) {
    return orders.newest(max).stream()
        .map(
            order ->
                List.of(
                    order.createdAt().toString(),
                    order.orderId(),
                    order.userId(),
                    String.valueOf(order.quantity()),
                    order.status()))
        .toList();
  }
}
