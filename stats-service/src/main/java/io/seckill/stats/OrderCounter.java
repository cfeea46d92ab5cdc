package io.seckill.stats;

import io.seckill.contracts.Topics;
import io.seckill.crash.CrashPoint;
import io.seckill.orders.feed.OrderFeed;
import io.seckill.orders.feed.OrderNews;
import io.seckill.stats.counting.Counting;
import io.seckill.stats.counting.Sighting;
import io.seckill.tracing.Traces;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * The service's story: order events come in, are counted in one transaction, and only then are the
 * offsets committed. Events come at least once and the counts are exact all the same; {@link
 * Counting} says why.
 */
@Component
class OrderCounter {

  private final OrderFeed feed;
  private final Counting counting;
  private final Traces traces;

  OrderCounter(OrderFeed feed, Counting counting, Traces traces) {
    this.feed = feed;
    this.counting = counting;
    this.traces = traces;
  }

  /** Returning commits the batch; an exception has it repeated, later and later, until it works. */
  @KafkaListener(topics = Topics.ORDERS)
  void onOrderEvents(List<ConsumerRecord<byte[], byte[]>> records) {
    traces.batch(Topics.ORDERS, records, record -> record).run(() -> count(feed.read(records)));
    CrashPoint.AFTER_COUNTS_COMMIT.reached();
  }

  private void count(List<OrderNews> news) {
    counting.count(news.stream().map(OrderCounter::sighting).toList());
  }

  private static Sighting sighting(OrderNews news) {
    return new Sighting(
        switch (news.kind()) {
          case CREATED -> Sighting.Event.CREATED;
          case PAID -> Sighting.Event.PAID;
          case CANCELLED -> Sighting.Event.CANCELLED;
        },
        news.orderId(),
        news.saleId(),
        news.userId(),
        news.quantity(),
        news.priceMinor(),
        news.currency(),
        news.occurredAt());
  }
}
