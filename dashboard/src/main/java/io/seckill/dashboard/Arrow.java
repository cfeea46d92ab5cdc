package io.seckill.dashboard;

import java.util.Locale;

/** A way in the picture of the system, from one place to the next. */
public enum Arrow {
  /** Shoppers ask the gateway. */
  SHOPPERS_GATEWAY,
  /** The gateway answers. */
  GATEWAY_SHOPPERS,
  /** The gateway hands requests to their queue. */
  GATEWAY_REQUESTS,
  /** seckill-service takes them from there. */
  REQUESTS_SECKILL,
  /** Results go back to the gateway by gRPC. */
  SECKILL_GATEWAY,
  /** Stock is taken in Redis. */
  SECKILL_REDIS,
  /** Reservations are written to the ledger. */
  SECKILL_LEDGER,
  /** order-service reads the ledger. */
  LEDGER_ORDER,
  /** Orders are kept in PostgreSQL. */
  ORDER_POSTGRES,
  /** The company is told of orders. */
  ORDER_ORDERS,
  /** notification-service hears of them. */
  ORDERS_NOTIFICATION,
  /** stats-service hears of them. */
  ORDERS_STATS;

  /** As the page's picture names it: {@code shoppers-gateway}. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
