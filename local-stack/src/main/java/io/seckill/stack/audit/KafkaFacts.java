package io.seckill.stack.audit;

import com.google.protobuf.InvalidProtocolBufferException;
import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.LedgerEntry;
import io.seckill.contracts.v1.OrderEvent;
import io.seckill.contracts.v1.Sale;
import io.seckill.stack.audit.SaleFacts.Event;
import io.seckill.stack.audit.SaleFacts.Ledger;
import io.seckill.stack.audit.SaleFacts.Terms;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the topics hold, by sale. */
final class KafkaFacts {

  private final Map<String, Terms> terms = new LinkedHashMap<>();
  private final Map<String, Ledger> ledgers = new HashMap<>();
  private final Map<String, Map<Event, Integer>> events = new HashMap<>();

  private KafkaFacts() {}

  static KafkaFacts read(TopicReader topics) {
    KafkaFacts facts = new KafkaFacts();
    topics.readAll(Topics.SALES, facts::addSale);
    topics.readAll(Topics.RESERVATIONS, facts::addLedgerEntry);
    topics.readAll(Topics.ORDERS, facts::addEvent);
    return facts;
  }

  /** In the order in which the sales were created. */
  Map<String, Terms> terms() {
    return terms;
  }

  Map<String, Ledger> ledgers() {
    return ledgers;
  }

  Map<String, Map<Event, Integer>> events() {
    return events;
  }

  // What cannot be decoded is no fact: the services set it aside in the dead-letter topics too.

  private void addSale(ConsumerRecord<byte[], byte[]> sale) {
    try {
      Sale read = Sale.parseFrom(sale.value());
      terms.putIfAbsent(
          read.getSaleId(), new Terms(read.getSaleId(), read.getStock(), read.getPerUser()));
    } catch (InvalidProtocolBufferException notASale) {
      skip(sale, notASale);
    }
  }

  private void addLedgerEntry(ConsumerRecord<byte[], byte[]> entry) {
    try {
      add(LedgerEntry.parseFrom(entry.value()));
    } catch (InvalidProtocolBufferException notAnEntry) {
      skip(entry, notAnEntry);
    }
  }

  void add(LedgerEntry entry) {
    Ledger ledger =
        ledgers.computeIfAbsent(
            entry.getSaleId(), id -> new Ledger(new HashMap<>(), new HashSet<>(), new HashSet<>()));
    String id = entry.getRequestId();
    switch (entry.getEntryCase()) {
      case RESERVED -> {
        Units units = new Units(entry.getUserId(), entry.getQuantity());
        Units first = ledger.reserved().putIfAbsent(id, units);
        if (first != null && !first.equals(units)) {
          ledger.contradictory().add(id);
        }
      }
      case CANCELLED -> ledger.cancelled().add(id);
      case CLOSING, REBUILT -> {
        // They make and end no order.
      }
      case ENTRY_NOT_SET -> {
        // A kind of entry from a later version: nothing is known about its meaning.
      }
    }
  }

  private void addEvent(ConsumerRecord<byte[], byte[]> event) {
    try {
      OrderEvent read = OrderEvent.parseFrom(event.value());
      String kind =
          switch (read.getEventCase()) {
            case CREATED -> "created";
            case PAID -> "paid";
            case CANCELLED -> "cancelled";
            case EVENT_NOT_SET -> "";
          };
      if (!kind.isEmpty()) {
        events
            .computeIfAbsent(read.getSaleId(), id -> new HashMap<>())
            .merge(new Event(read.getOrderId(), kind), 1, Integer::sum);
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
