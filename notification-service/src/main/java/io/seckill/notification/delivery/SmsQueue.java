package io.seckill.notification.delivery;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * The table of messages as a queue that several instances take from. Taking is leasing: a taken
 * message is not due before its lease ends, so nobody holds a transaction open while sending, and
 * what a crashed taker held is due again by itself.
 */
final class SmsQueue {

  // An order's other messages wait for the one that says it exists.
  private static final String TAKE =
      """
      WITH due AS (
        SELECT order_id, event
        FROM notifications n
        WHERE status = 'PENDING' AND next_attempt_at <= ?
          AND (event = 'created' OR NOT EXISTS (
                 SELECT FROM notifications first
                 WHERE first.order_id = n.order_id AND first.event = 'created'
                   AND first.status = 'PENDING'))
        ORDER BY next_attempt_at
        LIMIT ?
        FOR UPDATE SKIP LOCKED)
      UPDATE notifications n
      SET attempts = attempts + 1, next_attempt_at = ?
      FROM due
      WHERE n.order_id = due.order_id AND n.event = due.event
      RETURNING n.order_id, n.event, n.user_id, n.text, n.created_at, n.attempts, n.traceparent
      """;

  // Sent is sent, whoever says so. A failure counts only for whoever took the message last: another
  // may be sending it since.
  private static final String MARK =
      """
      UPDATE notifications n
      SET status = a.status,
          sent_at = CASE WHEN a.status = 'SENT' THEN a.at END,
          next_attempt_at = CASE WHEN a.status = 'PENDING' THEN a.at ELSE n.next_attempt_at END,
          last_error = coalesce(a.error, n.last_error)
      FROM unnest(?::text[], ?::text[], ?::int[], ?::text[], ?::timestamptz[], ?::text[])
             AS a (order_id, event, attempt, status, at, error)
      WHERE n.order_id = a.order_id AND n.event = a.event AND n.status = 'PENDING'
        AND (n.attempts = a.attempt OR a.status = 'SENT')
      """;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final DeliverySettings settings;

  SmsQueue(JdbcClient jdbc, Clock clock, DeliverySettings settings) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.settings = settings;
  }

  /** Takes what is due, longest due first, at most a batch. */
  List<Sms> take() {
    Instant now = clock.instant();
    return jdbc.sql(TAKE)
        .param(utc(now))
        .param(settings.batchMax())
        .param(utc(now.plus(settings.lease())))
        .query(
            (row, n) ->
                new Sms(
                    row.getString("order_id"),
                    row.getString("event"),
                    row.getString("user_id"),
                    row.getString("text"),
                    row.getObject("created_at", OffsetDateTime.class).toInstant(),
                    row.getInt("attempts"),
                    row.getString("traceparent")))
        .list();
  }

  /** Writes down what became of a batch, in one statement. */
  void mark(List<Attempt> attempts) {
    jdbc.sql(MARK)
        .param(column("text", attempts, attempt -> attempt.sms().orderId()))
        .param(column("text", attempts, attempt -> attempt.sms().event()))
        .param(column("int4", attempts, attempt -> attempt.sms().attempt()))
        .param(column("text", attempts, attempt -> attempt.status().name()))
        .param(column("timestamptz", attempts, attempt -> utc(attempt.at())))
        .param(column("text", attempts, Attempt::error))
        .update();
  }

  /** Messages that wait to be sent, those in a pause included. */
  long pending() {
    return jdbc.sql("SELECT count(*) FROM notifications WHERE status = 'PENDING'")
        .query(Long.class)
        .single();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static SqlArrayValue column(
      String type, List<Attempt> attempts, Function<Attempt, @Nullable Object> value) {
    return new SqlArrayValue(type, attempts.stream().map(value).toArray());
  }
}
