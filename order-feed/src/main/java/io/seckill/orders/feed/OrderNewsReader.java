package io.seckill.orders.feed;

import com.google.protobuf.InvalidProtocolBufferException;
import io.seckill.contracts.v1.OrderEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads one record. Whatever passes here can be written to the database: a record that the database
 * refused would be repeated for ever and hold up all behind it.
 */
final class OrderNewsReader {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~-]{1,64}");
  // <saleId>.<22 characters>
  private static final Pattern ORDER_ID = Pattern.compile("[A-Za-z0-9._~-]{1,87}");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
  private static final int ITEM_LENGTH_MAX = 200;
  // The end of the year 9999: what is later is a mistake, and more than ISO 8601 can write.
  private static final long LATEST_EPOCH_MILLIS = 253_402_300_799_999L;
  private static final int QUANTITY_MAX = 1000;

  private OrderNewsReader() {}

  /** Empty where the event is of a kind that this version does not know. */
  static Optional<OrderNews> read(ConsumerRecord<byte[], byte[]> record)
      throws UnreadableEventException {
    OrderEvent event = parse(record.value());
    matches("order_id", event.getOrderId(), ORDER_ID);
    matches("sale_id", event.getSaleId(), ID);
    matches("user_id", event.getUserId(), ID);
    matches("currency", event.getCurrency(), CURRENCY);
    between("quantity", event.getQuantity(), 1, QUANTITY_MAX);
    between("price_minor", event.getPriceMinor(), 0, Long.MAX_VALUE);
    between("occurred_epoch_millis", event.getOccurredEpochMillis(), 1, LATEST_EPOCH_MILLIS);
    between("length of item", event.getItem().length(), 1, ITEM_LENGTH_MAX);
    return switch (event.getEventCase()) {
      case CREATED -> Optional.of(news(OrderNews.Kind.CREATED, event, "", record));
      case PAID -> Optional.of(news(OrderNews.Kind.PAID, event, "", record));
      case CANCELLED ->
          Optional.of(
              news(OrderNews.Kind.CANCELLED, event, event.getCancelled().getReason(), record));
      case EVENT_NOT_SET -> {
        if (event.getUnknownFields().asMap().isEmpty()) {
          throw new UnreadableEventException("event: none (expected: created, paid or cancelled)");
        }
        yield Optional.empty();
      }
    };
  }

  private static OrderEvent parse(byte @Nullable [] value) throws UnreadableEventException {
    if (value == null) {
      throw new UnreadableEventException("value: none (expected: an OrderEvent)");
    }
    try {
      return OrderEvent.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new UnreadableEventException(
          "value: %d bytes that are no OrderEvent: %s".formatted(value.length, e.getMessage()), e);
    }
  }

  private static OrderNews news(
      OrderNews.Kind kind, OrderEvent event, String reason, ConsumerRecord<byte[], byte[]> record) {
    return new OrderNews(
        kind,
        event.getOrderId(),
        event.getSaleId(),
        event.getUserId(),
        CONTROL.matcher(event.getItem()).replaceAll(" "),
        event.getQuantity(),
        event.getPriceMinor(),
        event.getCurrency(),
        reason,
        Instant.ofEpochMilli(event.getOccurredEpochMillis()),
        record);
  }

  private static void matches(String field, String actual, Pattern expected)
      throws UnreadableEventException {
    if (!expected.matcher(actual).matches()) {
      throw new UnreadableEventException(
          "%s: '%s' (expected: %s)".formatted(field, shown(actual), expected));
    }
  }

  private static void between(String field, long actual, long min, long max)
      throws UnreadableEventException {
    if (actual < min || actual > max) {
      throw new UnreadableEventException(
          "%s: %d (expected: %d to %d)".formatted(field, actual, min, max));
    }
  }

  private static String shown(String value) {
    String visible = CONTROL.matcher(value).replaceAll("?");
    return visible.length() <= 100 ? visible : visible.substring(0, 100) + "…";
  }
}
