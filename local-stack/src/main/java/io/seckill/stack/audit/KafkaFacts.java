package io.seckill.stack.audit;

import com.google.protobuf.InvalidProtocolBufferException;
import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.LedgerEntry;
import io.seckill.contracts.v1.OrderEvent;
import io.seckill.contracts.v1.Sale;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the topics hold, by sale. */
final class KafkaFacts {

  private final TopicReader topics;

  KafkaFacts(TopicReader topics) {
    this.topics = topics;
  }

  /** Sales first, in the order in which they were created. */
  void readInto(Sales sales) {
    topics.readAll(Topics.SALES, sale -> addSale(sales, sale));
    topics.readAll(Topics.RESERVATIONS, entry -> addLedgerEntry(sales, entry));
    topics.readAll(Topics.ORDERS, event -> addEvent(sales, event));
  }

  // What cannot be decoded is no fact: the services set it aside in the dead-letter topics too.

  private static void addSale(Sales sales, ConsumerRecord<byte[], byte[]> sale) {
    try {
      Sale read = Sale.parseFrom(sale.value());
      sales.add(read.getSaleId(), facts -> facts.announced(read.getStock(), read.getPerUser()));
    } catch (InvalidProtocolBufferException notASale) {
      skip(sale, notASale);
    }
  }

  private static void addLedgerEntry(Sales sales, ConsumerRecord<byte[], byte[]> entry) {
    try {
      LedgerEntry read = LedgerEntry.parseFrom(entry.value());
      sales.add(read.getSaleId(), facts -> add(facts, read));
    } catch (InvalidProtocolBufferException notAnEntry) {
      skip(entry, notAnEntry);
    }
  }

  private static void add(SaleFacts facts, LedgerEntry entry) {
    switch (entry.getEntryCase()) {
      case RESERVED -> facts.reserved(entry.getRequestId(), entry.getUserId(), entry.getQuantity());
      case CANCELLED -> facts.cancelled(entry.getRequestId());
      case CLOSING, REBUILT -> {
        // They make and end no order.
      }
      case ENTRY_NOT_SET -> {
        // A kind of entry from a later version: nothing is known about its meaning.
      }
    }
  }

  private static void addEvent(Sales sales, ConsumerRecord<byte[], byte[]> event) {
    try {
      OrderEvent read = OrderEvent.parseFrom(event.value());
      EventKind kind =
          switch (read.getEventCase()) {
            case CREATED -> EventKind.CREATED;
            case PAID -> EventKind.PAID;
            case CANCELLED -> EventKind.CANCELLED;
            case EVENT_NOT_SET -> null;
          };
      if (kind != null) {
        sales.add(read.getSaleId(), facts -> facts.told(read.getOrderId(), kind));
      }
    } catch (InvalidProtocolBufferException notAnEvent) {
      skip(event, notAnEvent);
    }
  }

  private static void skip(
      ConsumerRecord<byte[], byte[]> undecodable, InvalidProtocolBufferException why) {
    System.err.printf(
        "Skipped %s-%d at offset %d, which cannot be decoded: %s%n",
        undecodable.topic(), undecodable.partition(), undecodable.offset(), why.getMessage());
  }
}
