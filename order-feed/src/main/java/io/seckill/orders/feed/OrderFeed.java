package io.seckill.orders.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Records of topic {@code orders} in, checked news out. It is all that a new subscriber needs:
 *
 * <pre>{@code
 * @KafkaListener(topics = Topics.ORDERS)
 * void onOrderEvents(List<ConsumerRecord<byte[], byte[]>> records) {
 *   for (OrderNews news : feed.read(records)) { … }
 * }
 * }</pre>
 *
 * <p>Returning commits the batch; an exception has it repeated, later and later, until it works.
 * Events come at least once, and in order for each order.
 */
public final class OrderFeed {

  private static final Logger log = LoggerFactory.getLogger(OrderFeed.class);

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~-]{1,87}");

  private final OrderDeadLetters deadLetters;
  private final Counter unreadable;

  OrderFeed(OrderDeadLetters deadLetters, MeterRegistry meters) {
    this.deadLetters = deadLetters;
    this.unreadable =
        Counter.builder("seckill.orders.unreadable")
            .description("Records on the topic that are no order event, moved to the dead letters")
            .register(meters);
  }

  /**
   * Reads a batch, in its order. What cannot be read is in the dead-letter topic before this
   * returns; the rest of the batch goes on. Events of a kind that this version does not know are
   * left out.
   *
   * @throws org.springframework.kafka.KafkaException where a dead letter could not be written; the
   *     batch is to be repeated
   */
  public List<OrderNews> read(List<ConsumerRecord<byte[], byte[]>> records) {
    List<OrderNews> news = new ArrayList<>(records.size());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        OrderNewsReader.read(record).ifPresent(news::add);
      } catch (UnreadableEventException e) {
        String reason = String.valueOf(e.getMessage());
        if (deadLetters.write(record, reason)) {
          tell(record, reason);
          unreadable.increment();
        }
      }
    }
    return news;
  }

  /** The line begins with the order's id, which is its request's, where the key can be one. */
  private static void tell(ConsumerRecord<byte[], byte[]> record, String reason) {
    String key = record.key() == null ? "" : new String(record.key(), UTF_8);
    try (MDC.MDCCloseable line =
        MDC.putCloseable("requestId", ID.matcher(key).matches() ? key : "")) {
      log.warn(
          "{}-{}@{} went to the dead letters: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          reason);
    }
  }
}
