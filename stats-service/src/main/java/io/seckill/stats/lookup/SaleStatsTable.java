package io.seckill.stats.lookup;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the counts; only reads. */
@Component
class SaleStatsTable {

  private static final String SALES =
      """
      SELECT sale_id, orders_created, orders_paid, orders_cancelled, units_sold, buyers,
             revenue_minor, currency, first_order_at, last_order_at
      FROM sale_counts
      """;

  // One statement, so that all figures are of the same moment.
  private static final String BY_CURRENCY =
      """
      SELECT currency, count(*) AS sales, sum(orders_created) AS orders_created,
             sum(orders_paid) AS orders_paid, sum(orders_cancelled) AS orders_cancelled,
             sum(units_sold) AS units_sold, sum(buyers) AS buyers,
             sum(revenue_minor) AS revenue_minor,
             min(first_order_at) AS first_order_at, max(last_order_at) AS last_order_at
      FROM sale_counts
      GROUP BY currency
      """;

  static final OverallStats NOTHING = new OverallStats(0, 0, 0, 0, 0, 0, Map.of(), null, null);

  private final JdbcClient jdbc;

  SaleStatsTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<SaleStats> find(String saleId) {
    return jdbc.sql(SALES + "WHERE sale_id = ?")
        .param(saleId)
        .query((row, n) -> sale(row))
        .optional();
  }

  SaleStatsPage find(StatsQuery query) {
    long total = jdbc.sql("SELECT count(*) FROM sale_counts").query(Long.class).single();
    return new SaleStatsPage(items(query), query.page(), query.size(), total);
  }

  List<SaleStats> items(StatsQuery query) {
    return jdbc.sql(SALES + "ORDER BY last_order_at DESC NULLS LAST, sale_id LIMIT ? OFFSET ?")
        .param(query.size())
        .param(query.offset())
        .query((row, n) -> sale(row))
        .list();
  }

  OverallStats overall() {
    return jdbc.sql(BY_CURRENCY).query((row, n) -> ofOneCurrency(row)).list().stream()
        .reduce(NOTHING, SaleStatsTable::sum);
  }

  private static SaleStats sale(ResultSet row) throws SQLException {
    return new SaleStats(
        row.getString("sale_id"),
        row.getLong("orders_created"),
        row.getLong("orders_paid"),
        row.getLong("orders_cancelled"),
        row.getLong("units_sold"),
        row.getLong("buyers"),
        revenue(row),
        row.getString("currency"),
        instant(row, "first_order_at"),
        instant(row, "last_order_at"));
  }

  private static OverallStats ofOneCurrency(ResultSet row) throws SQLException {
    return new OverallStats(
        row.getLong("sales"),
        row.getLong("orders_created"),
        row.getLong("orders_paid"),
        row.getLong("orders_cancelled"),
        row.getLong("units_sold"),
        row.getLong("buyers"),
        Map.of(row.getString("currency"), revenue(row)),
        instant(row, "first_order_at"),
        instant(row, "last_order_at"));
  }

  private static OverallStats sum(OverallStats a, OverallStats b) {
    Map<String, BigInteger> revenue = new TreeMap<>(a.revenueMinor());
    revenue.putAll(b.revenueMinor());
    return new OverallStats(
        a.sales() + b.sales(),
        a.ordersCreated() + b.ordersCreated(),
        a.ordersPaid() + b.ordersPaid(),
        a.ordersCancelled() + b.ordersCancelled(),
        a.unitsSold() + b.unitsSold(),
        a.buyers() + b.buyers(),
        revenue,
        earlier(a.firstOrderAt(), b.firstOrderAt()),
        later(a.lastOrderAt(), b.lastOrderAt()));
  }

  private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
    return a == null || (b != null && b.isBefore(a)) ? b : a;
  }

  private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
    return a == null || (b != null && b.isAfter(a)) ? b : a;
  }

  private static BigInteger revenue(ResultSet row) throws SQLException {
    return row.getBigDecimal("revenue_minor").toBigIntegerExact();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
