package io.seckill.order.payment;

import io.seckill.order.placement.Change;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a payment does to a row of table {@code orders}. */
@Component
class PaymentTable {

  /**
   * The row is the judge. Of a payment, the decision that nobody pays and a cancel of the ledger
   * one is first; whoever waited for the row's lock meanwhile sees what it has become. It is looked
   * at once, under the lock: were it asked again why it could not be paid, it might have been made
   * in between.
   */
  private static final String LOOK =
      """
      SELECT request_id, sale_id, user_id, quantity, item, price_minor, currency,
             status, lapsed_at IS NOT NULL, payment_key, updated_at
      FROM orders WHERE request_id = :id FOR UPDATE
      """;

  private static final String PAY =
      """
      UPDATE orders SET status = 'PAID', payment_key = :key, updated_at = :now
      WHERE request_id = :id
      """;

  private final JdbcClient jdbc;

  PaymentTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A request's row, whatever became of the request. */
  sealed interface Seen {

    /** An order that waits for its payment. */
    record Payable(Change.Order order) implements Seen {}

    /**
     * An order that is paid.
     *
     * @param key that paid it
     */
    record Paid(String key, Instant at) implements Seen {}

    /** An order that is cancelled, or of which it is decided that nobody pays. */
    record Ended() implements Seen {}

    /** A reservation that becomes an order once a unit is free, or never. */
    record Parked() implements Seen {}

    /** Cancelled before it became an order. */
    record NeverMade() implements Seen {}
  }

  /** Locks the row until the transaction ends; empty where there is none. */
  Optional<Seen> look(String orderId) {
    return jdbc.sql(LOOK).param("id", orderId).query(PaymentTable::seen).optional();
  }

  /** Makes an order paid that was seen to wait for it in the same transaction. */
  void pay(String orderId, String key, Instant now) {
    jdbc.sql(PAY).param("id", orderId).param("key", key).param("now", Timestamp.from(now)).update();
  }

  private static Seen seen(ResultSet row, int rowNumber) throws SQLException {
    String status = row.getString(8);
    return switch (status) {
      case "PENDING_PAYMENT" -> row.getBoolean(9) ? new Seen.Ended() : new Seen.Payable(order(row));
      case "PAID" ->
          new Seen.Paid(row.getString(10), row.getObject(11, OffsetDateTime.class).toInstant());
      case "CANCELLED" -> new Seen.Ended();
      case "PARKED" -> new Seen.Parked();
      case "NEVER_MADE" -> new Seen.NeverMade();
      default -> throw new IllegalStateException("status: " + status + " (expected: a known one)");
    };
  }

  private static Change.Order order(ResultSet row) throws SQLException {
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
