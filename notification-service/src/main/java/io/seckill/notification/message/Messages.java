package io.seckill.notification.message;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * Keeps messages in PostgreSQL, each once: the primary key is the order and the event, and what is
 * there already is left as it is.
 */
@Component
public class Messages {

  // By key, so that two instances with the same messages cannot wait for each other in a ring.
  private static final Comparator<Message> BY_KEY =
      Comparator.comparing(Message::orderId).thenComparing(Message::event);

  private static final String INSERT =
      """
      INSERT INTO notifications (order_id, event, user_id, sale_id, text,
                                 source_value, source_partition, source_offset, traceparent,
                                 created_at, next_attempt_at)
      SELECT m.*, t.now, t.now
      FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                  ?::bytea[], ?::int[], ?::bigint[], ?::text[]) AS m,
           (SELECT ?::timestamptz AS now) AS t
      ON CONFLICT (order_id, event) DO NOTHING
      """;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Counter kept;
  private final Counter repeats;

  Messages(JdbcClient jdbc, Clock clock, MeterRegistry meters) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.kept =
        Counter.builder("seckill.notification.kept")
            .description("Messages made of order events, each order and event once")
            .register(meters);
    this.repeats =
        Counter.builder("seckill.notification.repeats")
            .description("Order events that came again and made no message")
            .register(meters);
  }

  /**
   * Keeps the messages in one statement; durable when it returns.
   *
   * @return how many were new
   */
  public int keep(List<Message> messages) {
    if (messages.isEmpty()) {
      return 0;
    }
    List<Message> sorted = messages.stream().sorted(BY_KEY).toList();
    int fresh =
        jdbc.sql(INSERT)
            .param(column("text", sorted, Message::orderId))
            .param(column("text", sorted, Message::event))
            .param(column("text", sorted, Message::userId))
            .param(column("text", sorted, Message::saleId))
            .param(column("text", sorted, Message::text))
            .param(
                new SqlArrayValue(
                    "bytea",
                    (Object[]) sorted.stream().map(m -> m.source().value()).toArray(byte[][]::new)))
            .param(column("int4", sorted, message -> message.source().partition()))
            .param(column("int8", sorted, message -> message.source().offset()))
            .param(column("text", sorted, Message::traceparent))
            .param(clock.instant().atOffset(ZoneOffset.UTC))
            .update();
    kept.increment(fresh);
    repeats.increment(messages.size() - fresh);
    return fresh;
  }

  private static SqlArrayValue column(
      String type, List<Message> messages, Function<Message, @Nullable Object> value) {
    return new SqlArrayValue(type, messages.stream().map(value).toArray());
  }
}
