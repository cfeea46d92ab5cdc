package io.seckill.seckill.inventory;

import java.util.List;

/** The keys of one sale; the braces keep them on one slot of a Redis Cluster. */
record SaleKeys(String sale, String reservations, String users, String cancelled, String unpaid) {

  static SaleKeys of(String saleId) {
    String prefix = "seckill:{" + saleId + "}:";
    return new SaleKeys(
        prefix + "sale",
        prefix + "reservations",
        prefix + "users",
        prefix + "cancelled",
        prefix + "unpaid");
  }

  List<String> all() {
    return List.of(sale, reservations, users, cancelled, unpaid);
  }
}
