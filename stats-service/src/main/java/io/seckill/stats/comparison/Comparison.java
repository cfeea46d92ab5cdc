package io.seckill.stats.comparison;

import io.seckill.dashboard.State;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Whether the counts equal the order table. Counts follow orders by a moment, so that only a
 * difference which stays is trouble.
 */
@Component
public class Comparison {

  private static final long EVERY_MILLIS = 2_000;
  private static final long CATCHES_UP_WITHIN_MILLIS = 10_000;

  private final Function<Count, CompletableFuture<Long>> orders;
  private final Clock clock;
  private final Map<Count, Long> differsSince = new ConcurrentHashMap<>();
  private volatile List<State> latest = List.of();
  private CompletableFuture<?> asking = CompletableFuture.completedFuture(null);
  private long askedMillis;

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

  /**
   * How each count stood when order-service answered last; asks anew in the background.
   *
   * @param counted what was counted here
   */
  public synchronized List<State> of(Map<Count, Long> counted) {
    long now = clock.millis();
    if (asking.isDone() && now - askedMillis >= EVERY_MILLIS) {
      askedMillis = now;
      asking = ask(Map.copyOf(counted));
    }
    return latest;
  }

  private CompletableFuture<?> ask(Map<Count, Long> counted) {
    differsSince.keySet().retainAll(counted.keySet());
    List<CompletableFuture<State>> states = new ArrayList<>();
    counted.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparison::inOrder))
        .forEach(
            one ->
                states.add(
                    orders
                        .apply(one.getKey())
                        .handle(
                            (theirs, trouble) ->
                                trouble == null
                                    ? state(one.getKey(), one.getValue(), theirs)
                                    : State.unknown(
                                        name(one.getKey()), "order-service does not answer"))));
    return CompletableFuture.allOf(states.toArray(CompletableFuture[]::new))
        .thenRun(() -> latest = states.stream().map(CompletableFuture::join).toList());
  }

  private State state(Count count, long ours, long theirs) {
    if (ours == theirs) {
      differsSince.remove(count);
      return State.good(name(count), "%,d = %,d".formatted(ours, theirs));
    }
    long now = clock.millis();
    long since = differsSince.computeIfAbsent(count, first -> now);
    String both = "%,d ≠ %,d".formatted(ours, theirs);
    return now - since < CATCHES_UP_WITHIN_MILLIS
        ? State.unknown(name(count), both)
        : State.bad(name(count), both);
  }

  private static String name(Count count) {
    return count.saleId() + (count.status().isEmpty() ? "" : " · " + count.status());
  }

  private static int inOrder(Count a, Count b) {
    return (a.saleId() + "\0" + a.status()).compareTo(b.saleId() + "\0" + b.status());
  }
}
