package io.seckill.stack.audit;

import io.seckill.stack.audit.SaleFacts.Stats;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Guarantee 6: topic {@code orders} has every event of every order and no other, stats count what
 * the order table holds, and each event has exactly one notification that was sent or set aside.
 */
final class ExactCounts implements Check {

  private static final EventKind[] EVENTS = EventKind.values();

  @Override
  public Finding check(SaleFacts facts) {
    var draft =
        new Finding.Draft(facts.saleId(), 6, "counts are exact")
            .figure("orders made", ordersThat(facts, OrderStatus::wasMade))
            .figure("events", count(facts, facts.marks()::wasTold))
            .figure("in stats", facts.stats().ordersCreated())
            .figure(
                "notifications",
                count(facts, (request, event) -> isNotified(facts, request, event)))
            .figure(
                "of them not deliverable",
                count(
                    facts,
                    (request, event) ->
                        facts.marks().notification(request, event) == NotificationStatus.DEAD));
    facts.requests().forEach(request -> checkEvents(facts, draft, request));
    checkStats(facts, draft);
    facts.requests().forEach(request -> checkNotifications(facts, draft, request));
    return draft.done();
  }

  private static void checkEvents(SaleFacts facts, Finding.Draft draft, int request) {
    OrderStatus status = facts.marks().status(request);
    for (EventKind event : EVENTS) {
      boolean told = facts.marks().wasTold(request, event);
      if (status == OrderStatus.NONE) {
        if (told) {
          draft.offence(
              event.of(facts.requestId(request)), "on topic orders, without an order in the table");
        }
      } else if (isKnown(status, event) && told != happened(status, event)) {
        draft.offence(
            event.of(facts.requestId(request)),
            "times on topic orders: %s (expected: %s)"
                .formatted(told ? ">= 1" : "0", told ? "0" : ">= 1"));
      }
    }
  }

  /** Whether a cancelled order was paid before, only the topic remembers. */
  private static boolean isKnown(OrderStatus status, EventKind event) {
    return event != EventKind.PAID || status != OrderStatus.CANCELLED;
  }

  private static boolean happened(OrderStatus status, EventKind event) {
    return switch (event) {
      case CREATED -> status.wasMade();
      case PAID -> status == OrderStatus.PAID;
      case CANCELLED -> status == OrderStatus.CANCELLED;
    };
  }

  private static void checkStats(SaleFacts facts, Finding.Draft draft) {
    Stats stats = facts.stats();
    String id = facts.saleId();
    Held standing = facts.standingOrders();
    draft.expectEqual(
        id, "stats ordersCreated", stats.ordersCreated(), ordersThat(facts, OrderStatus::wasMade));
    draft.expectEqual(
        id,
        "stats ordersCancelled",
        stats.ordersCancelled(),
        ordersThat(facts, status -> status == OrderStatus.CANCELLED));
    IntPredicate paid = request -> facts.marks().wasTold(request, EventKind.PAID);
    draft.expectEqual(
        id, "stats ordersPaid", stats.ordersPaid(), facts.requests().filter(paid).count());
    draft.expectEqual(id, "stats unitsSold", stats.unitsSold(), facts.unitsIn(standing));
    draft.expectEqual(
        id,
        "stats buyers",
        stats.buyers(),
        Arrays.stream(facts.unitsByUser(standing)).filter(units -> units > 0).count());
  }

  private static void checkNotifications(SaleFacts facts, Finding.Draft draft, int request) {
    for (EventKind event : EVENTS) {
      boolean told = facts.marks().wasTold(request, event);
      boolean notified = isNotified(facts, request, event);
      if (told && !notified) {
        draft.offence(event.of(facts.requestId(request)), "notifications: 0 (expected: 1)");
      }
      if (notified && !told) {
        draft.offence(
            event.of(facts.requestId(request)), "notifications: 1 (expected: 0, no such event)");
      }
      if (facts.marks().notification(request, event) == NotificationStatus.PENDING) {
        draft.offence(event.of(facts.requestId(request)), "notification: PENDING (expected: SENT)");
      }
    }
  }

  private static boolean isNotified(SaleFacts facts, int request, EventKind event) {
    return facts.marks().notification(request, event) != NotificationStatus.NONE;
  }

  private static long ordersThat(SaleFacts facts, Predicate<OrderStatus> are) {
    return facts.requests().filter(request -> are.test(facts.marks().status(request))).count();
  }

  private interface OfEvent {
    boolean test(int request, EventKind event);
  }

  private static long count(SaleFacts facts, OfEvent wanted) {
    return facts
        .requests()
        .mapToLong(
            request -> Arrays.stream(EVENTS).filter(event -> wanted.test(request, event)).count())
        .sum();
  }
}
