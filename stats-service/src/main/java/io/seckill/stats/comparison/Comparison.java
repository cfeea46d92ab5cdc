package io.seckill.stats.comparison;

import io.seckill.dashboard.State;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Whether the counts equal the order table. Counts follow orders by a moment, so that only a
 * difference which stays is trouble.
 *
 * <p>order-service counts the orders of a sale for each answer. So it is asked one question after
 * another, not again soon for what was equal and has not changed here, and after answers that took
 * long only after a hundred times as long: looking at a large sale must not slow it down.
 */
@Component
public class Comparison {

  private static final long EVERY_MILLIS = 2_000;
  private static final long EVERY_MILLIS_MAX = 30_000;
  private static final long PAUSE_PER_TIME_TAKEN = 100;
  private static final long EQUAL_FOR_MILLIS = 10_000;
  private static final long CATCHES_UP_WITHIN_MILLIS = 10_000;

  private final Function<Count, CompletableFuture<Long>> orders;
  private final Clock clock;
  private final Map<Count, Gap> gaps = new ConcurrentHashMap<>();
  private final Map<Count, Equal> equal = new ConcurrentHashMap<>();
  private volatile List<State> latest = List.of();
  private volatile long askAgainMillis;
  private CompletableFuture<?> asking = CompletableFuture.completedFuture(null);

  @Autowired
  Comparison(OrderCounts orders) {
    this(count -> orders.of(count.saleId(), count.status()), Clock.systemUTC());
  }

  Comparison(Function<Count, CompletableFuture<Long>> orders, Clock clock) {
    this.orders = orders;
    this.clock = clock;
  }

  /**
   * What is counted.
   *
   * @param status of the orders; empty for all
   */
  public record Count(String saleId, String status) {}

  /** What order-service had when the count here was last seen to differ, and not yet to follow. */
  private record Gap(long theirs, long sinceMillis) {}

  /** When both had the same. */
  private record Equal(long count, long atMillis) {}

  /**
   * How each count stood when order-service answered last; asks anew in the background.
   *
   * @param counted what was counted here
   */
  public synchronized List<State> of(Map<Count, Long> counted) {
    if (asking.isDone() && clock.millis() >= askAgainMillis) {
      asking = ask(Map.copyOf(counted));
    }
    return latest;
  }

  private CompletableFuture<?> ask(Map<Count, Long> counted) {
    gaps.keySet().retainAll(counted.keySet());
    equal.keySet().retainAll(counted.keySet());
    return new Round(counted).next();
  }

  /** One question after another; what it finds is shown when all are answered. */
  private final class Round {

    private final long begunMillis = clock.millis();
    private final Iterator<Map.Entry<Count, Long>> left;
    private final List<State> states = new ArrayList<>();
    private boolean silent;

    private Round(Map<Count, Long> counted) {
      this.left =
          counted.entrySet().stream()
              .sorted(Map.Entry.comparingByKey(Comparison::inOrder))
              .iterator();
    }

    private CompletableFuture<Void> next() {
      while (left.hasNext()) {
        Map.Entry<Count, Long> one = left.next();
        if (wasEqualJustNow(one.getKey(), one.getValue())) {
          states.add(good(one.getKey(), one.getValue()));
        } else if (silent) {
          states.add(unanswered(one.getKey()));
        } else {
          return orders
              .apply(one.getKey())
              .handle((theirs, trouble) -> hear(one.getKey(), one.getValue(), theirs))
              .thenCompose(heard -> next());
        }
      }
      latest = List.copyOf(states);
      askAgainMillis = clock.millis() + pauseMillis();
      return CompletableFuture.completedFuture(null);
    }

    /** {@code theirs} is null where nobody answered; then the rest need not be asked. */
    private boolean hear(Count count, long ours, @Nullable Long theirs) {
      silent = theirs == null;
      return states.add(theirs == null ? unanswered(count) : state(count, ours, theirs));
    }

    private long pauseMillis() {
      long tookMillis = silent ? 0 : clock.millis() - begunMillis;
      return Math.min(Math.max(tookMillis * PAUSE_PER_TIME_TAKEN, EVERY_MILLIS), EVERY_MILLIS_MAX);
    }
  }

  private boolean wasEqualJustNow(Count count, long ours) {
    Equal both = equal.get(count);
    return both != null
        && both.count() == ours
        && clock.millis() - both.atMillis() < EQUAL_FOR_MILLIS;
  }

  private State state(Count count, long ours, long theirs) {
    long now = clock.millis();
    if (ours == theirs) {
      gaps.remove(count);
      equal.put(count, new Equal(ours, now));
      return good(count, ours);
    }
    equal.remove(count);
    String both = "%,d ≠ %,d".formatted(ours, theirs);
    Gap before = gaps.get(count);
    // In the middle of a sale the two never meet, but what was there before is soon counted here.
    if (before == null || (ours < theirs && ours >= before.theirs())) {
      gaps.put(count, new Gap(theirs, now));
      return State.unknown(name(count), both);
    }
    return now - before.sinceMillis() < CATCHES_UP_WITHIN_MILLIS
        ? State.unknown(name(count), both)
        : State.bad(name(count), both);
  }

  private static State good(Count count, long both) {
    return State.good(name(count), "%1$,d = %1$,d".formatted(both));
  }

  private static State unanswered(Count count) {
    return State.unknown(name(count), "order-service does not answer");
  }

  private static String name(Count count) {
    return count.saleId() + (count.status().isEmpty() ? "" : " · " + count.status());
  }

  private static int inOrder(Count a, Count b) {
    return (a.saleId() + "\0" + a.status()).compareTo(b.saleId() + "\0" + b.status());
  }
}
