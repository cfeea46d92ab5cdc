package io.seckill.stack.audit;

import java.util.Locale;

/** Something that happens to an order. */
enum EventKind {
  CREATED,
  PAID,
  CANCELLED;

  /** Of an order, for messages: {@code <orderId>:created}. */
  String of(String orderId) {
    return orderId + ":" + name().toLowerCase(Locale.ROOT);
  }
}
