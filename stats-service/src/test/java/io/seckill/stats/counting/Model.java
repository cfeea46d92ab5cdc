package io.seckill.stats.counting;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.seckill.stats.counting.Sighting.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The counts worked out the slow and simple way: from the whole history at once, by sets. */
final class Model {

  private Model() {}

  static Map<String, Counts> of(List<Sighting> history) {
    return history.stream().collect(groupingBy(Sighting::saleId)).entrySet().stream()
        .collect(
            toMap(Map.Entry::getKey, sale -> counts(sale.getValue()), (a, b) -> a, TreeMap::new));
  }

  private static Counts counts(List<Sighting> sale) {
    Set<String> cancelled = orders(sale, Event.CANCELLED);
    Predicate<Sighting> isCreated = sighting -> sighting.event() == Event.CREATED;
    List<Sighting> standing =
        sale.stream()
            .filter(isCreated)
            .filter(sighting -> !cancelled.contains(sighting.orderId()))
            .toList();
    List<Instant> times =
        sale.stream().filter(isCreated).map(Sighting::occurredAt).sorted().toList();
    return new Counts(
        orders(sale, Event.CREATED).size(),
        orders(sale, Event.PAID).size(),
        cancelled.size(),
        standing.stream().mapToLong(Sighting::quantity).sum(),
        standing.stream().map(Sighting::userId).distinct().count(),
        standing.stream().mapToLong(sighting -> sighting.quantity() * sighting.priceMinor()).sum(),
        times.isEmpty() ? null : times.get(0),
        times.isEmpty() ? null : times.get(times.size() - 1));
  }

  private static Set<String> orders(List<Sighting> sale, Event event) {
    return sale.stream()
        .filter(sighting -> sighting.event() == event)
        .map(Sighting::orderId)
        .collect(Collectors.toSet());
  }
}
