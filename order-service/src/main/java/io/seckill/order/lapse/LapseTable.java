package io.seckill.order.lapse;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * Orders whose time is over, and table {@code lapses} of the cancellations on their way. What one
 * instance holds the others skip, so that any number of them share the work and none waits.
 */
@Component
class LapseTable {

  /**
   * One statement decides and leaves the cancellation to be sent. An order that is being paid is
   * locked and skipped: it is paid at the next look, or its payment has failed.
   */
  private static final String DECIDE =
      """
      WITH due AS (
        SELECT request_id FROM orders
        WHERE status = 'PENDING_PAYMENT' AND lapsed_at IS NULL AND pay_before <= :now
        ORDER BY pay_before LIMIT :limit
        FOR UPDATE SKIP LOCKED
      ), lapsed AS (
        UPDATE orders AS o SET lapsed_at = :now FROM due WHERE o.request_id = due.request_id
        RETURNING o.request_id, o.sale_id, o.user_id, o.quantity
      )
      INSERT INTO lapses (request_id, sale_id, user_id, quantity, decided_at)
      SELECT request_id, sale_id, user_id, quantity, :now FROM lapsed
      """;

  private static final String TAKE =
      """
      SELECT request_id, sale_id, user_id, quantity FROM lapses
      ORDER BY decided_at, request_id LIMIT :limit
      FOR UPDATE SKIP LOCKED
      """;

  private final JdbcClient jdbc;

  LapseTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Decides for at most so many orders that nobody pays them any more; returns for how many. */
  int decide(Instant now, int limit) {
    return jdbc.sql(DECIDE).param("now", Timestamp.from(now)).param("limit", limit).update();
  }

  /** The oldest that the ledger does not have yet, kept from others until the transaction ends. */
  List<Lapsed> take(int limit) {
    return jdbc.sql(TAKE).param("limit", limit).query(LapseTable::read).list();
  }

  void delete(List<String> requestIds) {
    jdbc.sql("DELETE FROM lapses WHERE request_id = ANY (:ids)")
        .param("ids", new SqlArrayValue("text", requestIds.toArray()))
        .update();
  }

  long waiting() {
    return jdbc.sql("SELECT count(*) FROM lapses").query(Long.class).single();
  }

  private static Lapsed read(ResultSet row, int rowNumber) throws SQLException {
    return new Lapsed(row.getString(1), row.getString(2), row.getString(3), row.getInt(4));
  }
}
