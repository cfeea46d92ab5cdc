package io.seckill.dashboard;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * Reads a service's own meters for its page, by their names; of several with one name, those with
 * the tags asked for are added up. Meters are looked up anew each time, since some come with the
 * first thing that they count.
 */
public final class Meters {

  private final MeterRegistry registry;

  /** Reads the meters of a registry. */
  public Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** What counters have counted; 0 where there is none yet. Tags are keys and values in turn. */
  public DoubleSupplier counter(String name, String... tags) {
    return () ->
        registry.find(name).tags(tags).counters().stream().mapToDouble(Counter::count).sum()
            + registry.find(name).tags(tags).functionCounters().stream()
                .mapToDouble(FunctionCounter::count)
                .sum();
  }

  /** What gauges show now; a gap where there is none. */
  public DoubleSupplier gauge(String name, String... tags) {
    return () -> {
      Collection<Gauge> found = registry.find(name).tags(tags).gauges();
      return found.isEmpty() ? Double.NaN : found.stream().mapToDouble(Gauge::value).sum();
    };
  }

  /** How many times a timer or a summary was told something. */
  public DoubleSupplier count(String name, String... tags) {
    return () ->
        registry.find(name).tags(tags).meters().stream().mapToDouble(Meters::countOf).sum();
  }

  /** The sum of what a timer (in milliseconds) or a summary was told. */
  public DoubleSupplier total(String name, String... tags) {
    return () ->
        registry.find(name).tags(tags).meters().stream().mapToDouble(Meters::totalOf).sum();
  }

  /** The mean of what a timer (in milliseconds) or a summary was told lately. */
  public Series mean(String label, String name, String... tags) {
    return Series.mean(label, total(name, tags), count(name, tags));
  }

  /** The largest that a timer (in milliseconds) or a summary was told in the last minutes. */
  public Series max(String label, String name, String... tags) {
    return Series.value(
        label,
        () ->
            registry.find(name).tags(tags).meters().stream()
                .mapToDouble(Meters::maxOf)
                .max()
                .orElse(Double.NaN));
  }

  /** A percentile that a timer publishes, in milliseconds; a gap where it does not. */
  public DoubleSupplier percentile(String timer, double percentile) {
    return () -> {
      Timer found = registry.find(timer).timer();
      return found == null
          ? Double.NaN
          : Arrays.stream(found.takeSnapshot().percentileValues())
              .filter(value -> value.percentile() == percentile)
              .mapToDouble((ValueAtPercentile value) -> value.value(TimeUnit.MILLISECONDS))
              .findFirst()
              .orElse(Double.NaN);
    };
  }

  private static double countOf(Meter meter) {
    return meter instanceof Timer timer
        ? timer.count()
        : meter instanceof DistributionSummary summary ? summary.count() : Double.NaN;
  }

  private static double totalOf(Meter meter) {
    return meter instanceof Timer timer
        ? timer.totalTime(TimeUnit.MILLISECONDS)
        : meter instanceof DistributionSummary summary ? summary.totalAmount() : Double.NaN;
  }

  private static double maxOf(Meter meter) {
    return meter instanceof Timer timer
        ? timer.max(TimeUnit.MILLISECONDS)
        : meter instanceof DistributionSummary summary ? summary.max() : Double.NaN;
  }
}
