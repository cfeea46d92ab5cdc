package io.seckill.system.simulation;

import com.google.protobuf.InvalidProtocolBufferException;
import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.LedgerEntry;
import io.seckill.contracts.v1.OrderEvent;
import io.seckill.order.placement.MemoryTables.Order;
import io.seckill.seckill.decision.Sale;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Guarantees 1 to 7 over a world that has settled, against what the shoppers were told. */
final class Guarantees {

  static final Set<String> REFUSALS =
      Set.of("SOLD_OUT", "LIMIT_EXCEEDED", "RISK_REJECTED", "NOT_STARTED", "ENDED");

  private final Cluster cluster;
  private final Crowd crowd;
  private final Map<String, Order> orders = new HashMap<>();
  private final List<String> violations = new ArrayList<>();

  Guarantees(Cluster cluster, Crowd crowd) {
    this.cluster = cluster;
    this.crowd = crowd;
    cluster.tables.orders().forEach(order -> orders.put(order.requestId(), order));
  }

  /** What does not hold, in words; empty where all do. */
  List<String> violations() {
    cluster.sales.forEach(this::stock);
    crowd.purchases().forEach(this::told);
    perUser();
    events();
    lateReservations();
    deadLetters();
    return violations;
  }

  private void require(boolean holds, String guarantee, String format, Object... values) {
    if (!holds) {
      violations.add(guarantee + ": " + format.formatted(values));
    }
  }

  private void stock(Sale sale) {
    int standing = 0;
    for (Order order : orders.values()) {
      if (order.saleId().equals(sale.saleId())) {
        standing += order.stands() ? order.units() : 0;
        require(
            !order.status().equals("PARKED"),
            "1 no oversell",
            "%s waits for a unit for ever",
            Said.brief(order.requestId()));
      }
    }
    int remaining = cluster.seckillServices.get(0).service.remaining(sale);
    require(
        standing <= sale.stock(),
        "1 no oversell",
        "%s: units in orders %d (stock %d)",
        sale.saleId(),
        standing,
        sale.stock());
    require(
        remaining + standing == sale.stock(),
        "2 no stock lost",
        "%s: remaining %d, units in orders %d (stock %d)",
        sale.saleId(),
        remaining,
        standing,
        sale.stock());
  }

  private void told(Crowd.Purchase purchase) {
    Order order = orders.get(purchase.requestId);
    boolean stands = order != null && order.stands();
    String id = Said.brief(purchase.requestId);
    require(
        stands || !purchase.wasTold("SUCCESS"),
        "3 a success that was told is an order",
        "%s was told %s, its order: %s",
        id,
        purchase.told,
        order);
    boolean failed = purchase.wasTold("TIMEOUT");
    require(
        !stands
            || purchase.refusedTries.isEmpty()
            || reservedTries(purchase).stream().noneMatch(purchase.refusedTries::contains),
        "4 a failure that was told is no order",
        "%s: a try of it was refused and is an order",
        id);
    if (askedOnce(purchase)) {
      failed |= purchase.told.stream().anyMatch(REFUSALS::contains);
    }
    require(
        !stands || !failed,
        "4 a failure that was told is no order",
        "%s was told %s, its order: %s",
        id,
        purchase.told,
        order);
    require(
        !stands || purchase.wasTold("SUCCESS"),
        "4 who asks in the end hears the truth",
        "%s was told %s, its order: %s",
        id,
        purchase.told,
        order);
    require(
        order == null || !order.stands() || order.userId().equals(purchase.userId),
        "3 a success that was told is an order",
        "%s is the order of %s",
        id,
        order);
  }

  /** Tries of which the ledger has a reservation. */
  private Set<Long> reservedTries(Crowd.Purchase purchase) {
    Set<Long> tries = new HashSet<>();
    for (int number = 0; number < cluster.log.partitions(Topics.RESERVATIONS); number++) {
      for (ConsumerRecord<byte[], byte[]> each : cluster.log.records(Topics.RESERVATIONS, number)) {
        LedgerEntry entry = Sabotage.entry(each.value());
        if (entry.hasReserved() && entry.getRequestId().equals(purchase.requestId)) {
          tries.add(entry.getReserved().getTryId());
        }
      }
    }
    return tries;
  }

  /** Another gateway may be asked anew what the first one refused. */
  private static boolean askedOnce(Crowd.Purchase purchase) {
    return purchase.askedAt.stream().distinct().count() == 1;
  }

  private void perUser() {
    for (Sale sale : cluster.sales) {
      Map<String, Integer> units = new HashMap<>();
      orders.values().stream()
          .filter(order -> order.stands() && order.saleId().equals(sale.saleId()))
          .forEach(order -> units.merge(order.userId(), order.units(), Integer::sum));
      units.forEach(
          (user, count) ->
              require(
                  count <= sale.perUser(),
                  "5 at most perUser",
                  "%s holds %d of %s (at most %d)",
                  user,
                  count,
                  sale.saleId(),
                  sale.perUser()));
    }
  }

  /** What listeners count: each event once by its id, the same as the table says. */
  private void events() {
    Set<String> heard = new TreeSet<>();
    for (ConsumerRecord<byte[], byte[]> record : cluster.log.records(Topics.ORDERS, 0)) {
      try {
        OrderEvent event = OrderEvent.parseFrom(record.value());
        boolean again = !heard.add(event.getEventId());
        boolean cancelled = event.hasCancelled();
        require(
            again || !cancelled || heard.contains(event.getOrderId() + ":created"),
            "6 counts are exact",
            "%s is cancelled before it is made",
            event.getEventId());
      } catch (InvalidProtocolBufferException e) {
        require(false, "6 counts are exact", "unreadable: %s", e.getMessage());
      }
    }
    Set<String> expected = new TreeSet<>();
    for (Order order : orders.values()) {
      if (order.stands() || order.status().equals("CANCELLED")) {
        expected.add(order.requestId() + ":created");
      }
      if (order.status().equals("CANCELLED")) {
        expected.add(order.requestId() + ":cancelled");
      }
    }
    require(heard.equals(expected), "6 counts are exact", "%s (expected: %s)", heard, expected);
  }

  private void lateReservations() {
    require(
        cluster.redis.reservedTooLate().isEmpty(),
        "7 nothing expired is worked on",
        "%s",
        cluster.redis.reservedTooLate());
  }

  private void deadLetters() {
    for (String topic : List.of(Topics.REQUESTS, Topics.RESERVATIONS)) {
      int letters = cluster.log.records(topic + Topics.DEAD_LETTER_SUFFIX, 0).size();
      require(letters == 0, "dead letters", "%d of %s", letters, topic);
    }
  }
}
