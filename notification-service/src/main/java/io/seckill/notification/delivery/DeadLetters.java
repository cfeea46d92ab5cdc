package io.seckill.notification.delivery;

import io.seckill.contracts.Topics;
import io.seckill.orders.feed.OrderDeadLetters;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the events of dead messages to `orders-dlt`, as they came, the reason in the headers. A
 * message is dead first and its letter written after: with Kafka away the letter waits in the
 * database, and nothing is sent again for it. A crash between the two writes repeats the letter.
 */
final class DeadLetters {

  private static final String OPEN =
      """
      SELECT order_id, event, last_error, source_value, source_partition, source_offset
      FROM notifications
      WHERE status = 'DEAD' AND dead_lettered_at IS NULL
      ORDER BY created_at
      LIMIT 1
      FOR UPDATE SKIP LOCKED
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final OrderDeadLetters topic;
  private final Clock clock;

  DeadLetters(
      JdbcClient jdbc, TransactionTemplate transactions, OrderDeadLetters topic, Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.topic = topic;
    this.clock = clock;
  }

  /**
   * Writes one letter that is not written yet.
   *
   * @return whether there was one
   */
  boolean writeOne() {
    return Boolean.TRUE.equals(
        transactions.execute(
            transaction -> {
              Optional<Letter> letter = open();
              letter.ifPresent(this::write);
              return letter.isPresent();
            }));
  }

  private Optional<Letter> open() {
    return jdbc.sql(OPEN)
        .query(
            (row, n) ->
                new Letter(
                    row.getString("order_id"),
                    row.getString("event"),
                    row.getString("last_error"),
                    new ConsumerRecord<>(
                        Topics.ORDERS,
                        row.getInt("source_partition"),
                        row.getLong("source_offset"),
                        row.getString("order_id").getBytes(StandardCharsets.UTF_8),
                        row.getBytes("source_value"))))
        .optional();
  }

  private void write(Letter letter) {
    topic.write(letter.event(), letter.reason());
    jdbc.sql("UPDATE notifications SET dead_lettered_at = ? WHERE order_id = ? AND event = ?")
        .param(clock.instant().atOffset(ZoneOffset.UTC))
        .param(letter.orderId())
        .param(letter.kind())
        .update();
  }

  private record Letter(
      String orderId, String kind, String reason, ConsumerRecord<byte[], byte[]> event) {}
}
