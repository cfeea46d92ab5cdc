package io.seckill.stats.counting;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a batch says of one order.
 *
 * @param first the sighting that gives the order's facts, which are the same in all
 * @param marks the events seen
 * @param createdAt when it was made; null where the batch does not say
 */
record SeenOrder(Sighting first, Marks marks, @Nullable Instant createdAt) {

  /** Folds a batch, sorted by order id: rows are locked in this order by every instance. */
  static List<SeenOrder> ofBatch(Collection<Sighting> batch) {
    Map<String, SeenOrder> byOrder = new TreeMap<>();
    for (Sighting sighting : batch) {
      byOrder.merge(sighting.orderId(), of(sighting), SeenOrder::and);
    }
    return List.copyOf(byOrder.values());
  }

  private static SeenOrder of(Sighting sighting) {
    return new SeenOrder(
        sighting,
        Marks.of(sighting.event()),
        sighting.event() == Sighting.Event.CREATED ? sighting.occurredAt() : null);
  }

  private SeenOrder and(SeenOrder later) {
    @Nullable Instant created =
        Stream.of(this, later)
            .flatMap(seen -> Stream.ofNullable(seen.createdAt()))
            .min(Comparator.naturalOrder())
            .orElse(null);
    return new SeenOrder(first, marks.and(later.marks), created);
  }

  String orderId() {
    return first.orderId();
  }
}
