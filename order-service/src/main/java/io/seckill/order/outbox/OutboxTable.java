package io.seckill.order.outbox;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Table {@code outbox}, written and read by whole batches, and the lock of the one who relays. */
@Component
class OutboxTable {

  /** Names the relay among the advisory locks of the database: "seckill" in ASCII. */
  private static final long RELAY_LOCK = 0x7365636B696C6CL;

  /** Rows get their ids in the order of the list: the sort is what guarantees it. */
  private static final String ADD =
      """
      INSERT INTO outbox (order_id, payload, traceparent, created_at)
      SELECT order_id, payload, traceparent, :now
      FROM unnest(:orders, :payloads, :traceparents)
             WITH ORDINALITY AS t (order_id, payload, traceparent, nr)
      ORDER BY nr
      """;

  private final JdbcClient jdbc;

  OutboxTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A row and the event in it. */
  record Row(long id, OutgoingEvent event) {}

  /**
   * How much waits.
   *
   * @param events that the topic does not have yet
   * @param oldest when the first of them happened; null where there is none
   */
  record Backlog(long events, @Nullable Instant oldest) {}

  void add(List<OutgoingEvent> events, Instant now) {
    Object[] orders = events.stream().map(OutgoingEvent::orderId).toArray();
    Object[] payloads = events.stream().map(OutgoingEvent::payload).toArray(byte[][]::new);
    Object[] traceparents = events.stream().map(OutgoingEvent::traceparent).toArray();
    jdbc.sql(ADD)
        .param("orders", new SqlArrayValue("text", orders))
        .param("payloads", new SqlArrayValue("bytea", payloads))
        .param("traceparents", new SqlArrayValue("text", traceparents))
        .param("now", Timestamp.from(now))
        .update();
  }

  /** The right to relay until the transaction ends; false while another instance has it. */
  boolean tryLock() {
    return jdbc.sql("SELECT pg_try_advisory_xact_lock(:lock)")
        .param("lock", RELAY_LOCK)
        .query(Boolean.class)
        .single();
  }

  List<Row> oldest(int limit) {
    return jdbc.sql(
            "SELECT id, order_id, payload, traceparent FROM outbox ORDER BY id LIMIT :limit")
        .param("limit", limit)
        .query(
            (row, rowNumber) ->
                new Row(
                    row.getLong(1),
                    new OutgoingEvent(row.getString(2), row.getBytes(3), row.getString(4))))
        .list();
  }

  void delete(List<Long> ids) {
    jdbc.sql("DELETE FROM outbox WHERE id = ANY (:ids)")
        .param("ids", new SqlArrayValue("bigint", ids.toArray()))
        .update();
  }

  boolean isEmpty() {
    return !jdbc.sql("SELECT EXISTS (SELECT FROM outbox)").query(Boolean.class).single();
  }

  Backlog backlog() {
    return jdbc.sql(
            "SELECT count(*), (SELECT created_at FROM outbox ORDER BY id LIMIT 1) FROM outbox")
        .query(
            (row, rowNumber) -> {
              Timestamp oldest = row.getTimestamp(2);
              return new Backlog(row.getLong(1), oldest == null ? null : oldest.toInstant());
            })
        .single();
  }
}
