package io.seckill.stack.sale;

import io.seckill.stack.sale.Answer.Claim;
import io.seckill.stack.sale.Violation.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Waits until the system has worked off what it took in, then compares. Settled means that all
 * agrees and nothing moves any more; if that does not come about in time, what differs then is the
 * finding.
 */
final class Settlement {

  private static final long POLL_MILLIS = 250;
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** Longer than a deadline: where somebody timed out, a late win may still be on its way. */
  private static final long QUIET_IN_DOUBT_NANOS = TimeUnit.SECONDS.toNanos(3);

  private static final int ASKED_AT_ONCE_MAX = 64;

  private final SaleOptions options;
  private final SystemSays system;
  private final List<Told> told;
  private final Map<String, String> takers = new LinkedHashMap<>();
  private final Map<String, DecidedLater> decided = new HashMap<>();

  Settlement(SaleOptions options, SystemSays system, List<Told> told) {
    this.options = options;
    this.system = system;
    this.told = told;
  }

  /**
   * @param settled whether all agreed and was quiet within the time allowed
   * @param violations what differs; none where settled
   * @param decidedLater by request id, of those who were told nothing
   * @param ordersStanding of this run's shoppers and any others of the sale
   */
  record Settled(
      boolean settled,
      List<Violation> violations,
      Map<String, DecidedLater> decidedLater,
      long ordersStanding) {}

  Settled await() throws InterruptedException {
    long giveUpAt = System.nanoTime() + options.settleWithin().toNanos();
    long quietNanos = inDoubt() ? QUIET_IN_DOUBT_NANOS : QUIET_NANOS;
    AtomicReference<@Nullable SaleFailedException> unreadable = new AtomicReference<>();
    Map<String, OrderSeen> before = Map.of();
    long unchangedSince = System.nanoTime();
    while (true) {
      long readAt = System.nanoTime();
      Map<String, OrderSeen> orders = readOrders(unreadable);
      if (orders == null || !orders.equals(before)) {
        unchangedSince = readAt;
      }
      before = orders == null ? Map.of() : orders;
      boolean quiet = readAt - unchangedSince >= quietNanos;
      boolean over = System.nanoTime() - giveUpAt >= 0;
      if (orders != null) {
        askThePending(orders.values());
        List<Violation> violations =
            new Comparison(decided, orders.values(), options.quantity()).violations(told);
        if (over || (quiet && violations.isEmpty())) {
          return conclude(quiet, violations, orders.values());
        }
      } else if (over) {
        throw unreadableToTheEnd(unreadable.get());
      }
      long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - readAt);
      TimeUnit.MILLISECONDS.sleep(Math.max(POLL_MILLIS, took));
    }
  }

  private @Nullable Map<String, OrderSeen> readOrders(
      AtomicReference<@Nullable SaleFailedException> unreadable) throws InterruptedException {
    try {
      return system.orders();
    } catch (SaleFailedException e) {
      // After a fault order-service may still be on its way up; the bound ends this, and says why.
      unreadable.set(e);
      return null;
    }
  }

  private static SaleFailedException unreadableToTheEnd(@Nullable SaleFailedException last) {
    return last == null ? new SaleFailedException("The orders could not be read.") : last;
  }

  private Settled conclude(
      boolean quiet, List<Violation> differences, Collection<OrderSeen> orders) {
    List<Violation> violations = new ArrayList<>(differences);
    Map<String, DecidedLater> again = ask(new ArrayList<>(decided.keySet()));
    decided.forEach(
        (requestId, first) -> {
          DecidedLater second = again.getOrDefault(requestId, first);
          if (first.claim() != Claim.NONE && second.claim() != first.claim()) {
            violations.add(
                new Violation(
                    Kind.DECISION_CHANGED,
                    requestId,
                    "first said %s, then %s (expected: the same)".formatted(first, second)));
          }
        });
    long standing = orders.stream().filter(OrderSeen::stands).count();
    return new Settled(
        quiet && violations.isEmpty(), List.copyOf(violations), Map.copyOf(decided), standing);
  }

  private boolean inDoubt() {
    return told.stream()
        .anyMatch(one -> one.answer() == Answer.TIMEOUT || one.answer().claim() == Claim.NONE);
  }

  private void askThePending(Collection<OrderSeen> orders) {
    for (Told one : told) {
      String requestId = one.requestId();
      if (one.answer().claim() == Claim.NONE && requestId != null) {
        takers.putIfAbsent(requestId, one.gateway());
      }
    }
    Map<String, Told> anonymous = new HashMap<>();
    told.stream()
        .filter(one -> one.answer().claim() == Claim.NONE && one.requestId() == null)
        .forEach(one -> anonymous.put(one.userId(), one));
    for (OrderSeen order : orders) {
      Told one = anonymous.get(order.userId());
      if (one != null && order.stands()) {
        takers.putIfAbsent(order.requestId(), one.gateway());
      }
    }
    List<String> pending =
        takers.keySet().stream()
            .filter(id -> decided.getOrDefault(id, DecidedLater.PENDING).claim() == Claim.NONE)
            .toList();
    decided.putAll(ask(pending));
  }

  private Map<String, DecidedLater> ask(List<String> requestIds) {
    Map<String, DecidedLater> answers = new HashMap<>();
    for (int from = 0; from < requestIds.size(); from += ASKED_AT_ONCE_MAX) {
      int to = Math.min(from + ASKED_AT_ONCE_MAX, requestIds.size());
      Map<String, CompletableFuture<DecidedLater>> asked = new LinkedHashMap<>();
      for (String id : requestIds.subList(from, to)) {
        asked.put(id, system.decisionOf(id, takers.getOrDefault(id, "")));
      }
      asked.forEach((id, answer) -> answers.put(id, answer.join()));
    }
    return answers;
  }
}
