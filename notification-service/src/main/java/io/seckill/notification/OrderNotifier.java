package io.seckill.notification;

import io.seckill.contracts.Topics;
import io.seckill.crash.CrashPoint;
import io.seckill.notification.delivery.Delivery;
import io.seckill.notification.message.Message;
import io.seckill.notification.message.Messages;
import io.seckill.notification.message.Purchase;
import io.seckill.notification.message.Wording;
import io.seckill.orders.feed.OrderFeed;
import io.seckill.orders.feed.OrderNews;
import io.seckill.tracing.TracedBatch;
import io.seckill.tracing.Traces;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * The service's story: order events come in, each becomes one message, the message is kept, and
 * only then are the offsets committed; delivery sends it in its own time.
 *
 * <p>The rule of what needs a message is the table in {@link #messageFor}: every event of an order
 * needs exactly one, also the cancellation of an order whose shopper heard "timeout": the message
 * that the order exists may be out already, and a shopper who hears that an order was made and
 * nothing more would wait for it.
 *
 * <p>A crash anywhere repeats the batch. The repeat finds its messages kept already and drops them,
 * so redelivery and duplicates in the topic make no second message.
 */
@Component
class OrderNotifier {

  private final OrderFeed feed;
  private final Messages messages;
  private final Delivery delivery;
  private final Traces traces;

  OrderNotifier(OrderFeed feed, Messages messages, Delivery delivery, Traces traces) {
    this.feed = feed;
    this.messages = messages;
    this.delivery = delivery;
    this.traces = traces;
  }

  /** Returning commits the batch; an exception has it repeated, later and later, until it works. */
  @KafkaListener(topics = Topics.ORDERS)
  void onOrderEvents(List<ConsumerRecord<byte[], byte[]>> records) {
    TracedBatch trace = traces.batch(Topics.ORDERS, records, record -> record);
    trace.run(() -> keep(feed.read(records), trace));
    CrashPoint.AFTER_MESSAGES_KEPT.reached();
    delivery.wake();
  }

  private void keep(List<OrderNews> news, TracedBatch trace) {
    messages.keep(
        news.stream().map(one -> messageFor(one, trace.traceparent(one.record()))).toList());
  }

  private static Message messageFor(OrderNews news, @Nullable String traceparent) {
    Purchase purchase =
        new Purchase(
            news.orderId(), news.item(), news.quantity(), news.priceMinor(), news.currency());
    return switch (news.kind()) {
      case CREATED -> message(news, "created", Wording.created(purchase), traceparent);
      case PAID -> message(news, "paid", Wording.paid(purchase), traceparent);
      case CANCELLED ->
          message(news, "cancelled", Wording.cancelled(purchase, news.reason()), traceparent);
    };
  }

  private static Message message(
      OrderNews news, String event, String text, @Nullable String traceparent) {
    ConsumerRecord<byte[], byte[]> record = news.record();
    return new Message(
        news.orderId(),
        event,
        news.userId(),
        news.saleId(),
        text,
        new Message.Source(record.value(), record.partition(), record.offset()),
        traceparent);
  }
}
