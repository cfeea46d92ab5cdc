package io.seckill.order.lookup;

import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Orders over HTTP. Errors are {@code application/problem+json}: 400 {@code /problems/bad-request},
 * 404 {@code /problems/unknown-order}, 503 {@code /problems/unavailable} with {@code Retry-After}.
 */
@RestController
@RequestMapping(path = "/api/orders", produces = MediaType.APPLICATION_JSON_VALUE)
class OrdersController {

  private final OrderReader orders;

  OrdersController(OrderReader orders) {
    this.orders = orders;
  }

  /** One order. */
  @GetMapping("/{orderId}")
  OrderView order(@PathVariable String orderId) {
    return orders.find(OrderQuery.orderId(orderId)).orElseThrow(() -> new UnknownOrder(orderId));
  }

  /**
   * Orders, newest first: {@code saleId}, {@code userId} and {@code status} narrow the list down,
   * {@code page} (0 to 100,000) and {@code size} (1 to 500, default 20) walk through it.
   */
  @GetMapping
  OrderPage orders(@RequestParam MultiValueMap<String, String> parameters) {
    return orders.list(OrderQuery.of(parameters));
  }
}
