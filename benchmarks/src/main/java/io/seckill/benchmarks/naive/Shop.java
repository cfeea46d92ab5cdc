package io.seckill.benchmarks.naive;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Stock, orders and statistics in the database. */
@Component
class Shop {

  private final JdbcClient database;

  Shop(JdbcClient database) {
    this.database = database;
  }

  @Transactional
  public void open(String saleId, long stock, int perUser) {
    database
        .sql("insert into naive.sale values (?, ?, ?) on conflict do nothing")
        .params(saleId, stock, perUser)
        .update();
    database
        .sql("insert into naive.sale_stats values (?, 0, 0) on conflict do nothing")
        .params(saleId)
        .update();
  }

  /** Takes stock and makes the order; empty where there is no stock left, or not for this user. */
  @Transactional
  public Optional<String> order(String saleId, String userId, int quantity) {
    // The row stays locked until the end: whoever else buys of this sale waits here.
    boolean taken =
        database
                .sql(
                    "update naive.sale set remaining = remaining - ?"
                        + " where sale_id = ? and remaining >= ?")
                .params(quantity, saleId, quantity)
                .update()
            == 1;
    if (!taken) {
      return Optional.empty();
    }
    String orderId = saleId + "." + UUID.randomUUID();
    database
        .sql(
            "insert into naive.purchase_order (order_id, sale_id, user_id, quantity)"
                + " values (?, ?, ?, ?)")
        .params(orderId, saleId, userId, quantity)
        .update();
    long held =
        database
            .sql(
                "select coalesce(sum(quantity), 0) - (select per_user from naive.sale where sale_id"
                    + " = ?) from naive.purchase_order where sale_id = ? and user_id = ?")
            .params(saleId, saleId, userId)
            .query(Long.class)
            .single();
    if (held > 0) {
      throw new OverLimitException();
    }
    return Optional.of(orderId);
  }

  @Transactional
  public void count(String saleId, int quantity) {
    database
        .sql("update naive.sale_stats set orders = orders + 1, units = units + ? where sale_id = ?")
        .params(quantity, saleId)
        .update();
  }

  public long ordersOf(String saleId) {
    return database
        .sql("select coalesce(sum(orders), 0) from naive.sale_stats where sale_id = ?")
        .params(saleId)
        .query(Long.class)
        .single();
  }

  /** More than one user may hold; the transaction is undone. */
  static final class OverLimitException extends RuntimeException {

    private static final long serialVersionUID = 1L;
  }
}
