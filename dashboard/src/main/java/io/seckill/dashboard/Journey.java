package io.seckill.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way of one request, step by step.
 *
 * @param silent services that could not be asked: the way may have more steps
 */
record Journey(String requestId, List<Leg> steps, List<String> silent) {

  /**
   * A step and how long it took.
   *
   * @param sinceStartMicros microseconds since the first step
   * @param tookMicros microseconds since the step before; null for the first
   */
  record Leg(
      String service,
      String what,
      String about,
      Instant at,
      long sinceStartMicros,
      @Nullable Long tookMicros) {}

  /** In the order of time; of two at the same time in the order of the flow. */
  static Journey of(String requestId, Collection<Step> known, Collection<String> silent) {
    List<Step> steps =
        known.stream()
            .distinct()
            .sorted(Comparator.comparing(Step::at).thenComparing(Step::what))
            .toList();
    List<Leg> legs = new ArrayList<>();
    Instant before = null;
    for (Step step : steps) {
      legs.add(
          new Leg(
              step.what().service(),
              step.what().words(),
              step.about(),
              step.at(),
              micros(steps.get(0).at(), step.at()),
              before == null ? null : micros(before, step.at())));
      before = step.at();
    }
    return new Journey(requestId, legs, List.copyOf(silent));
  }

  private static long micros(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1000;
  }
}
