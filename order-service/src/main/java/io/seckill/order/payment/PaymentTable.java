package io.seckill.order.payment;

import io.seckill.order.placement.Change;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a payment does to a row of table {@code orders}. */
@Component
class PaymentTable {

  /**
   * The row is the judge. Of a payment, the decision that nobody pays and a cancel of the ledger
   * one is first; whoever waited for the row's lock meanwhile looks at it anew and finds no row
   * that fits.
   */
  private static final String PAY =
      """
      UPDATE orders SET status = 'PAID', payment_key = :key, updated_at = :now
      WHERE request_id = :id AND status = 'PENDING_PAYMENT' AND lapsed_at IS NULL
      RETURNING request_id, sale_id, user_id, quantity, item, price_minor, currency
      """;

  private static final String LOOK =
      """
      SELECT status, payment_key, updated_at FROM orders
      WHERE request_id = :id AND status IN ('PENDING_PAYMENT', 'PAID', 'CANCELLED')
      """;

  private final JdbcClient jdbc;

  PaymentTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * An order that was not paid just now.
   *
   * @param status {@code PENDING_PAYMENT} where its time was over, {@code PAID}, {@code CANCELLED}
   * @param key that paid it, if any
   * @param changedAt of a paid one: when it was paid
   */
  record Seen(String status, @Nullable String key, Instant changedAt) {}

  /** Makes the order paid; empty where it is not one that can be. */
  Optional<Change.Order> pay(String orderId, String key, Instant now) {
    return jdbc.sql(PAY)
        .param("id", orderId)
        .param("key", key)
        .param("now", Timestamp.from(now))
        .query(PaymentTable::order)
        .optional();
  }

  Optional<Seen> look(String orderId) {
    return jdbc.sql(LOOK)
        .param("id", orderId)
        .query(
            (row, rowNumber) ->
                new Seen(
                    row.getString(1),
                    row.getString(2),
                    row.getObject(3, OffsetDateTime.class).toInstant()))
        .optional();
  }

  private static Change.Order order(ResultSet row, int rowNumber) throws SQLException {
    return new Change.Order(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getInt(4),
        row.getString(5),
        row.getLong(6),
        row.getString(7));
  }
}
