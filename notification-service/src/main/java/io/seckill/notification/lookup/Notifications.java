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
    Filter filter = Filter.of(query);
    long total =
        jdbc.sql("SELECT count(*) FROM notifications" + filter.where())
            .params(filter.values())
            .query(Long.class)
            .single();
    return new NotificationPage(items(query), query.page(), query.size(), total);
  }

  List<Notification> items(NotificationQuery query) {
    Filter filter = Filter.of(query);
    return jdbc.sql(
            "SELECT "
                + COLUMNS
                + " FROM notifications"
                + filter.where()
                + " ORDER BY created_at DESC, order_id, event LIMIT ? OFFSET ?")
        .params(filter.values())
        .param(query.size())
        .param(query.offset())
        .query((row, n) -> notification(row))
        .list();
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

  private record Filter(String where, List<Object> values) {

    static Filter of(NotificationQuery query) {
      List<String> conditions = new ArrayList<>();
      List<Object> values = new ArrayList<>();
      only("order_id", query.orderId(), conditions, values);
      only("user_id", query.userId(), conditions, values);
      only("sale_id", query.saleId(), conditions, values);
      only("status", query.status(), conditions, values);
      String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
      return new Filter(where, values);
    }

    private static void only(
        String column, @Nullable String value, List<String> conditions, List<Object> values) {
      if (value != null) {
        conditions.add(column + " = ?");
        values.add(value);
      }
    }
  }
}
