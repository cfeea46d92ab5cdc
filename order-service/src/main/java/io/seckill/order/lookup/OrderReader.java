package io.seckill.order.lookup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads orders; reservations that are parked and tombstones are no orders and never shown. */
@Component
class OrderReader {

  private static final String COLUMNS =
      "request_id, sale_id, item, user_id, quantity, price_minor, currency, status,"
          + " created_at, updated_at, cancelled_reason,"
          + " CASE WHEN status = 'PENDING_PAYMENT' THEN pay_before END";

  /** Word for word the condition of the indexes, or they are not used. */
  private static final String IS_ORDER = "status IN ('PENDING_PAYMENT', 'PAID', 'CANCELLED')";

  private static final String NEWEST_FIRST =
      " ORDER BY created_at DESC, request_id DESC LIMIT :size OFFSET :offset";

  private final JdbcClient jdbc;

  OrderReader(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<OrderView> find(String orderId) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM orders WHERE request_id = :id AND " + IS_ORDER)
        .param("id", orderId)
        .query(OrderReader::view)
        .optional();
  }

  OrderPage list(OrderQuery query) {
    Map<String, Object> filters = new LinkedHashMap<>();
    StringBuilder where = new StringBuilder(" FROM orders WHERE ").append(IS_ORDER);
    filter(where, filters, "sale_id", query.saleId());
    filter(where, filters, "user_id", query.userId());
    filter(where, filters, "status", query.status());
    long total = jdbc.sql("SELECT count(*)" + where).params(filters).query(Long.class).single();
    List<OrderView> items =
        jdbc.sql("SELECT " + COLUMNS + where + NEWEST_FIRST)
            .params(filters)
            .param("size", query.size())
            .param("offset", (long) query.page() * query.size())
            .query(OrderReader::view)
            .list();
    return new OrderPage(items, query.page(), query.size(), total);
  }

  /** Without the count, which reads every order there is. */
  List<OrderView> newest(int size) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM orders WHERE " + IS_ORDER + NEWEST_FIRST)
        .param("size", size)
        .param("offset", 0)
        .query(OrderReader::view)
        .list();
  }

  private static void filter(
      StringBuilder where, Map<String, Object> filters, String column, @Nullable String value) {
    if (value != null) {
      where.append(" AND ").append(column).append(" = :").append(column);
      filters.put(column, value);
    }
  }

  private static OrderView view(ResultSet row, int rowNumber) throws SQLException {
    OffsetDateTime payBefore = row.getObject(12, OffsetDateTime.class);
    return new OrderView(
        row.getString(1),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getInt(5),
        row.getLong(6),
        row.getString(7),
        row.getString(8),
        row.getObject(9, OffsetDateTime.class).toInstant(),
        row.getObject(10, OffsetDateTime.class).toInstant(),
        payBefore == null ? null : payBefore.toInstant(),
        row.getString(11));
  }
}
