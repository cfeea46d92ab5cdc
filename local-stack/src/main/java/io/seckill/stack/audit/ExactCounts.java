package io.seckill.stack.audit;

import io.seckill.stack.audit.SaleFacts.Event;
import io.seckill.stack.audit.SaleFacts.Order;
import io.seckill.stack.audit.SaleFacts.Stats;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Guarantee 6: topic {@code orders} has every event of every order and no other, stats count what
 * the order table holds, and each event has exactly one notification that was sent or set aside.
 */
final class ExactCounts implements Check {

  @Override
  public Finding check(SaleFacts facts) {
    var draft = new Finding.Draft(facts.saleId(), 6, "counts are exact");
    draft.figure("orders made", facts.orders().values().stream().filter(Order::wasMade).count());
    checkEvents(facts, draft);
    checkStats(facts, draft);
    checkNotifications(facts, draft);
    return draft.done();
  }

  private static void checkEvents(SaleFacts facts, Finding.Draft draft) {
    draft.figure("events", facts.events().size());
    facts
        .orders()
        .forEach(
            (id, order) -> {
              expectEvent(facts, draft, new Event(id, "created"), order.wasMade());
              expectEvent(facts, draft, new Event(id, "cancelled"), order.isCancelled());
              // Whether a cancelled order was paid before, only the topic remembers.
              if (!order.isCancelled()) {
                expectEvent(facts, draft, new Event(id, "paid"), order.status().equals("PAID"));
              }
            });
    for (Event event : facts.events().keySet()) {
      if (!facts.orders().containsKey(event.orderId())) {
        draft.offence(event.toString(), "on topic orders, without an order in the table");
      }
    }
  }

  private static void expectEvent(
      SaleFacts facts, Finding.Draft draft, Event event, boolean happened) {
    boolean told = facts.events().containsKey(event);
    if (told != happened) {
      draft.offence(
          event.toString(),
          "times on topic orders: %d (expected: %s)"
              .formatted(facts.events().getOrDefault(event, 0), happened ? ">= 1" : "0"));
    }
  }

  private static void checkStats(SaleFacts facts, Finding.Draft draft) {
    Map<String, Units> standing = facts.standingOrders();
    Stats stats = facts.stats();
    String id = facts.saleId();
    draft.figure("in stats", stats.ordersCreated());
    draft.expectEqual(
        id,
        "stats ordersCreated",
        stats.ordersCreated(),
        facts.orders().values().stream().filter(Order::wasMade).count());
    draft.expectEqual(
        id,
        "stats ordersCancelled",
        stats.ordersCancelled(),
        facts.orders().values().stream().filter(Order::isCancelled).count());
    draft.expectEqual(
        id,
        "stats ordersPaid",
        stats.ordersPaid(),
        facts.events().keySet().stream().filter(event -> event.kind().equals("paid")).count());
    draft.expectEqual(
        id,
        "stats unitsSold",
        stats.unitsSold(),
        standing.values().stream().mapToLong(Units::quantity).sum());
    draft.expectEqual(
        id,
        "stats buyers",
        stats.buyers(),
        standing.values().stream().map(Units::userId).distinct().count());
  }

  private static void checkNotifications(SaleFacts facts, Finding.Draft draft) {
    Map<Event, String> notifications = facts.notifications();
    draft.figure("notifications", notifications.size());
    draft.figure(
        "of them not deliverable", notifications.values().stream().filter("DEAD"::equals).count());
    Set<String> events = names(facts.events().keySet());
    for (String missing : without(events, names(notifications.keySet()))) {
      draft.offence(missing, "notifications: 0 (expected: 1)");
    }
    for (String invented : without(names(notifications.keySet()), events)) {
      draft.offence(invented, "notifications: 1 (expected: 0, no such event)");
    }
    notifications.forEach(
        (event, status) -> {
          if (status.equals("PENDING")) {
            draft.offence(event.toString(), "notification: PENDING (expected: SENT)");
          }
        });
  }

  private static Set<String> names(Set<Event> events) {
    Set<String> names = new TreeSet<>();
    events.forEach(event -> names.add(event.toString()));
    return names;
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }
}
