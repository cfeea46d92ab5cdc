package io.seckill.notification.lookup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the table of messages; only reads. */
@Component
class Notifications {

  private static final String COLUMNS =
      "order_id, event, user_id, sale_id, text, status, attempts, created_at, sent_at, last_error";

  private final JdbcClient jdbc;

  Notifications(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  NotificationPage find(NotificationQuery query) {
    List<String> conditions = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    only("order_id", query.orderId(), conditions, values);
    only("user_id", query.userId(), conditions, values);
    only("sale_id", query.saleId(), conditions, values);
    only("status", query.status(), conditions, values);
    String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);

    long total =
        jdbc.sql("SELECT count(*) FROM notifications" + where)
            .params(values)
            .query(Long.class)
            .single();
    values.add(query.size());
    values.add(query.offset());
    List<Notification> items =
        jdbc.sql(
                "SELECT %s FROM notifications%s ORDER BY created_at DESC, order_id, event LIMIT ? OFFSET ?"
                    .formatted(COLUMNS, where))
            .params(values)
            .query((row, n) -> notification(row))
            .list();
    return new NotificationPage(items, query.page(), query.size(), total);
  }

  private static void only(
      String column, @Nullable String value, List<String> conditions, List<Object> values) {
    if (value != null) {
      conditions.add(column + " = ?");
      values.add(value);
    }
  }

  private static Notification notification(ResultSet row) throws SQLException {
    return new Notification(
        row.getString("order_id"),
        row.getString("event"),
        row.getString("user_id"),
        row.getString("sale_id"),
        row.getString("text"),
        row.getString("status"),
        row.getInt("attempts"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row.getObject("sent_at", OffsetDateTime.class)),
        row.getString("last_error"));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
