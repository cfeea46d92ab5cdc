package io.seckill.stack.audit;

import io.seckill.stack.audit.Finding.Offence;
import io.seckill.stack.audit.SaleFacts.Inventory;
import io.seckill.stack.audit.SaleFacts.Stats;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Facts of a sale in which all is well — stock 10, two each; ann bought 2, bob paid 1, cid was
 * cancelled after his order and dot before hers — to be broken in one place.
 */
final class FactsInTheMaking {

  int stock = 10;
  private boolean fenceUp = true;
  long stockInRedis = 10;
  long remaining = 7;
  final Map<String, Units> reservedInRedis = new HashMap<>();
  final Map<String, Integer> unitsByUser = new HashMap<>();
  final Map<String, Units> reserved = new HashMap<>();
  final Set<String> cancelled = new HashSet<>();
  final Set<String> contradictory = new HashSet<>();
  final Map<String, Order> orders = new HashMap<>();
  final Map<Event, Integer> events = new HashMap<>();
  final Map<Event, String> notifications = new HashMap<>();
  Stats stats = new Stats(3, 1, 1, 3, 2);

  FactsInTheMaking() {
    Units ann = new Units("ann", 2);
    Units bob = new Units("bob", 1);
    Units cid = new Units("cid", 1);
    reservedInRedis.putAll(Map.of("r-ann", ann, "r-bob", bob));
    unitsByUser.putAll(Map.of("ann", 2, "bob", 1, "cid", 0));
    reserved.putAll(Map.of("r-ann", ann, "r-bob", bob, "r-cid", cid));
    cancelled.addAll(Set.of("r-cid", "r-dot"));
    orders.put("r-ann", new Order(ann, "PENDING_PAYMENT"));
    orders.put("r-bob", new Order(bob, "PAID"));
    orders.put("r-cid", new Order(cid, "CANCELLED"));
    orders.put("r-dot", new Order(new Units("dot", 1), "NEVER_MADE"));
    events.put(new Event("r-ann", "created"), 3);
    events.put(new Event("r-bob", "created"), 1);
    events.put(new Event("r-bob", "paid"), 1);
    events.put(new Event("r-cid", "created"), 1);
    events.put(new Event("r-cid", "cancelled"), 1);
    events.keySet().forEach(event -> notifications.put(event, "SENT"));
  }

  /** As after a restart of Redis, before anybody asked again. */
  void fenceDown() {
    fenceUp = false;
    stockInRedis = 0;
    remaining = 0;
    reservedInRedis.clear();
    unitsByUser.clear();
  }

  SaleFacts facts() {
    SaleFacts facts = new SaleFacts("phone");
    facts.announced(stock, 2);
    facts.inventory(new Inventory(fenceUp, stockInRedis, remaining));
    reservedInRedis.forEach((id, held) -> facts.heldInRedis(id, held.userId(), held.quantity()));
    unitsByUser.forEach(facts::countedInRedis);
    reserved.forEach((id, held) -> facts.reserved(id, held.userId(), held.quantity()));
    contradictory.forEach(id -> facts.reserved(id, "somebody-else", 1));
    cancelled.forEach(facts::cancelled);
    orders.forEach(
        (id, order) ->
            facts.order(
                id,
                order.units().userId(),
                order.units().quantity(),
                OrderStatus.valueOf(order.status())));
    events.forEach(
        (event, times) -> {
          for (int i = 0; i < times; i++) {
            facts.told(event.orderId(), event.kindOfEvent());
          }
        });
    notifications.forEach(
        (event, status) ->
            facts.notified(
                event.orderId(), event.kindOfEvent(), NotificationStatus.valueOf(status)));
    facts.stats(stats);
    return facts;
  }

  /** Units that one request holds. */
  record Units(String userId, int quantity) {}

  /** A row of the order table. */
  record Order(Units units, String status) {}

  /** Something that happened to an order. */
  record Event(String orderId, String kind) {

    EventKind kindOfEvent() {
      return EventKind.valueOf(kind.toUpperCase(Locale.ROOT));
    }
  }

  /** What the check of a guarantee, 1 to 6, finds. */
  List<Offence> offences(int guarantee) {
    return Check.IN_ORDER.get(guarantee - 1).check(facts()).offences();
  }

  List<String> ids(int guarantee) {
    return offences(guarantee).stream().map(Offence::id).toList();
  }
}
