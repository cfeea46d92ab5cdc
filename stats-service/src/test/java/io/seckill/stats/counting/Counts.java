package io.seckill.stats.counting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The counts of one sale, as the table and the model have them. */
record Counts(
    long created,
    long paid,
    long cancelled,
    long units,
    long buyers,
    long revenueMinor,
    @Nullable Instant first,
    @Nullable Instant last) {

  static Counts of(ResultSet row) throws SQLException {
    return new Counts(
        row.getLong("orders_created"),
        row.getLong("orders_paid"),
        row.getLong("orders_cancelled"),
        row.getLong("units_sold"),
        row.getLong("buyers"),
        row.getLong("revenue_minor"),
        instant(row, "first_order_at"),
        instant(row, "last_order_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
