package io.seckill.order.placement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Table {@code orders}: read and written by whole batches, one statement each. */
@Component
class OrderTable {

  private static final String COLUMNS =
      "request_id, sale_id, status, user_id, quantity, item, price_minor, currency,"
          + " cancelled_reason";

  /** Locked, since a payment changes an order without the lock of its sale. */
  private static final String FIND =
      "SELECT " + COLUMNS + " FROM orders WHERE request_id = ANY (:ids) FOR UPDATE";

  private static final String PARKED =
      "SELECT "
          + COLUMNS
          + " FROM orders WHERE status = 'PARKED' AND sale_id = :sale"
          + " ORDER BY created_at, request_id LIMIT :limit";

  private static final String INSERT =
      """
      INSERT INTO orders (request_id, sale_id, status, user_id, quantity, item, price_minor,
                          currency, cancelled_reason, created_at, updated_at, pay_before)
      SELECT t.*, :now, :now, CASE WHEN t.status = 'PENDING_PAYMENT'
             THEN CAST(:payBefore AS timestamptz) END
      FROM unnest(:ids, :sales, :statuses, :users, :quantities, :items, :prices, :currencies,
                  :reasons) AS t (request_id, sale_id, status)
      ORDER BY t.request_id
      ON CONFLICT (request_id) DO NOTHING
      RETURNING request_id
      """;

  /** An order that was parked is made now, not when it was parked. */
  private static final String UPDATE =
      """
      UPDATE orders AS o
      SET status = t.status, cancelled_reason = t.reason, updated_at = :now,
          created_at = CASE WHEN o.status = 'PARKED' THEN :now ELSE o.created_at END,
          pay_before = CASE WHEN t.status = 'PENDING_PAYMENT' THEN :payBefore ELSE o.pay_before END
      FROM unnest(:ids, :statuses, :reasons) AS t (request_id, status, reason)
      WHERE o.request_id = t.request_id
      """;

  private final JdbcClient jdbc;
  private final Duration payWithin;

  OrderTable(JdbcClient jdbc, PlacementSettings settings) {
    this.jdbc = jdbc;
    this.payWithin = settings.payWithin();
  }

  Map<String, OrderRow> find(Collection<String> requestIds) {
    Map<String, OrderRow> rows = new LinkedHashMap<>();
    jdbc.sql(FIND)
        .param("ids", new SqlArrayValue("text", requestIds.toArray()))
        .query(OrderTable::read)
        .list()
        .forEach(row -> rows.put(row.requestId(), row));
    return rows;
  }

  /** The parked of a sale, those that have waited longest first. */
  List<OrderRow> parked(String saleId, int limit) {
    return jdbc.sql(PARKED)
        .param("sale", saleId)
        .param("limit", limit)
        .query(OrderTable::read)
        .list();
  }

  long countParked() {
    return jdbc.sql("SELECT count(*) FROM orders WHERE status = 'PARKED'")
        .query(Long.class)
        .single();
  }

  /** Inserts rows that {@link #find} did not know under the lock of their sales. */
  void insert(List<OrderRow> rows, Instant now) {
    if (rows.isEmpty()) {
      return;
    }
    int inserted =
        jdbc.sql(INSERT)
            .param("ids", array("text", rows, OrderRow::requestId))
            .param("sales", array("text", rows, OrderRow::saleId))
            .param("statuses", array("text", rows, row -> row.status().name()))
            .param("users", array("text", rows, OrderRow::userId))
            .param("quantities", array("integer", rows, OrderRow::quantity))
            .param("items", array("text", rows, OrderRow::item))
            .param("prices", array("bigint", rows, OrderRow::priceMinor))
            .param("currencies", array("text", rows, OrderRow::currency))
            .param("reasons", array("text", rows, OrderTable::reason))
            .param("now", Timestamp.from(now))
            .param("payBefore", payBefore(now))
            .query(String.class)
            .list()
            .size();
    if (inserted != rows.size()) {
      // The units were counted for every row. Begin again: the next look sees what is there now.
      throw new OptimisticLockingFailureException(
          "rows inserted: " + inserted + " (expected: " + rows.size() + ")");
    }
  }

  void update(List<OrderRow> rows, Instant now) {
    if (rows.isEmpty()) {
      return;
    }
    jdbc.sql(UPDATE)
        .param("ids", array("text", rows, OrderRow::requestId))
        .param("statuses", array("text", rows, row -> row.status().name()))
        .param("reasons", array("text", rows, OrderTable::reason))
        .param("now", Timestamp.from(now))
        .param("payBefore", payBefore(now))
        .update();
  }

  private Timestamp payBefore(Instant now) {
    return Timestamp.from(now.plus(payWithin));
  }

  private static OrderRow read(ResultSet row, int rowNumber) throws SQLException {
    String reason = row.getString(9);
    return new OrderRow(
        row.getString(1),
        row.getString(2),
        Status.valueOf(row.getString(3)),
        row.getString(4),
        row.getInt(5),
        row.getString(6),
        row.getObject(7, Long.class),
        row.getString(8),
        reason == null ? null : reasonOf(reason));
  }

  private static CancelReason reasonOf(String word) {
    return Arrays.stream(CancelReason.values())
        .filter(reason -> reason.word().equals(word))
        .findFirst()
        .orElse(CancelReason.UNSPECIFIED);
  }

  private static @Nullable String reason(OrderRow row) {
    return row.reason() == null ? null : row.reason().word();
  }

  private static SqlArrayValue array(
      String type, List<OrderRow> rows, Function<OrderRow, @Nullable Object> column) {
    return new SqlArrayValue(type, rows.stream().map(column).toArray());
  }
}
