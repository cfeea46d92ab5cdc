package io.seckill.stack.audit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Reads the tables of order-service and notification-service. */
final class DatabaseFacts implements AutoCloseable {

  private static final int FETCH_ROWS = 5000;

  /** Longer than it takes to read all facts: an order whose time ends meanwhile would disagree. */
  private static final int SOON_SECONDS = 5;

  private final String url;
  private final Connection connection;

  /**
   * @throws UnreadableException where PostgreSQL cannot be reached
   */
  DatabaseFacts(AuditOptions options) {
    url = options.postgresUrl();
    Properties properties = new Properties();
    properties.put("user", options.postgresUser());
    properties.put("password", options.postgresPassword());
    properties.put("connectTimeout", "5");
    properties.put("socketTimeout", "60");
    properties.put("ApplicationName", "seckill audit");
    try {
      connection = DriverManager.getConnection(url, properties);
      connection.setReadOnly(true);
      // Without a transaction the driver would hold all rows in memory at once.
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      throw new UnreadableException("PostgreSQL", url, e);
    }
  }

  /**
   * Every row of the order table.
   *
   * @param saleId only of this sale; of all where there is none
   */
  void readOrdersInto(Sales sales, @Nullable String saleId) {
    query(
        "orders",
        "SELECT sale_id, request_id, user_id, quantity, status FROM orders.orders",
        saleId,
        row -> {
          String request = row.getString(2);
          String user = row.getString(3);
          int quantity = row.getInt(4);
          OrderStatus status = OrderStatus.valueOf(row.getString(5));
          sales.add(row.getString(1), facts -> facts.order(request, user, quantity, status));
        });
  }

  /** Every notification, likewise. */
  void readNotificationsInto(Sales sales, @Nullable String saleId) {
    query(
        "notifications",
        "SELECT sale_id, order_id, event, status FROM notifications.notifications",
        saleId,
        row -> {
          String order = row.getString(2);
          EventKind event = EventKind.valueOf(row.getString(3).toUpperCase(Locale.ROOT));
          NotificationStatus status = NotificationStatus.valueOf(row.getString(4));
          sales.add(row.getString(1), facts -> facts.notified(order, event, status));
        });
  }

  /** Figures that stand still once the services have worked off what they have. */
  Work work() {
    Work[] work = {new Work(0, 0, 0, "")};
    query(
        "orders and notifications",
        "SELECT (SELECT count(*) FROM orders.outbox),"
            + " (SELECT count(*) FROM orders.orders WHERE status = 'PENDING_PAYMENT'"
            + "   AND (lapsed_at IS NOT NULL OR pay_before < now() + interval '"
            + SOON_SECONDS
            + " s')),"
            + " (SELECT count(*) FROM notifications.notifications WHERE status = 'PENDING'),"
            + " (SELECT string_agg(status || '=' || n, ' ' ORDER BY status) FROM"
            + "   (SELECT status, count(*) AS n FROM orders.orders GROUP BY status) AS s)",
        null,
        row ->
            work[0] =
                new Work(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    String.valueOf(row.getString(4))));
    return work[0];
  }

  /**
   * What is still to do.
   *
   * @param outbox events that topic {@code orders} does not have yet
   * @param unpaid orders about to be cancelled, now or within seconds, as nobody paid
   * @param unsent notifications that still have tries
   * @param orders how many orders there are of each status
   */
  record Work(long outbox, long unpaid, long unsent, String orders) {}

  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void query(String what, String sql, @Nullable String saleId, RowReader reader) {
    String wanted = saleId == null ? sql : sql + " WHERE sale_id = ?";
    try (PreparedStatement statement = connection.prepareStatement(wanted)) {
      if (saleId != null) {
        statement.setString(1, saleId);
      }
      statement.setFetchSize(FETCH_ROWS);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
      connection.commit();
    } catch (SQLException | IllegalArgumentException e) {
      throw new UnreadableException("PostgreSQL (" + what + ")", url, e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new UnreadableException("PostgreSQL", url, e);
    }
  }
}
