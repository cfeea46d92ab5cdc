package io.seckill.dashboard;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Reads a service's own meters for its page, by their names; of several with one name, those with
 * the tags asked for are added up. Which meters there are is looked up once a second for all that
 * ask, since some come with the first thing that they count; what they say is read each time.
 */
public final class Meters {

  private static final long FRESH_NANOS = 900_000_000;

  private final MeterRegistry registry;
  private final LongSupplier nanoTime;
  private final Map<Meter, ValueAtPercentile[]> percentiles = new HashMap<>();
  private Map<String, List<Meter>> byName = Map.of();
  private long lookedUpNanos;

  /** Reads the meters of a registry. */
  public Meters(MeterRegistry registry) {
    this(registry, System::nanoTime);
  }

  Meters(MeterRegistry registry, LongSupplier nanoTime) {
    this.registry = registry;
    this.nanoTime = nanoTime;
  }

  /** What counters have counted; 0 where there is none yet. Tags are keys and values in turn. */
  public DoubleSupplier counter(String name, String... tags) {
    List<Tag> wanted = wanted(tags);
    return () -> each(name, wanted, Meters::counted).filter(count -> !Double.isNaN(count)).sum();
  }

  /** What gauges show now; a gap where there is none. */
  public DoubleSupplier gauge(String name, String... tags) {
    List<Tag> wanted = wanted(tags);
    return () ->
        each(name, wanted, meter -> meter instanceof Gauge gauge ? gauge.value() : Double.NaN)
            .reduce(Double::sum)
            .orElse(Double.NaN);
  }

  /** How many times a timer or a summary was told something. */
  public DoubleSupplier count(String name, String... tags) {
    List<Tag> wanted = wanted(tags);
    return () -> each(name, wanted, Meters::countOf).sum();
  }

  /** The sum of what a timer (in milliseconds) or a summary was told. */
  public DoubleSupplier total(String name, String... tags) {
    List<Tag> wanted = wanted(tags);
    return () -> each(name, wanted, Meters::totalOf).sum();
  }

  /** The mean of what a timer (in milliseconds) or a summary was told lately. */
  public Series mean(String label, String name, String... tags) {
    return Series.mean(label, total(name, tags), count(name, tags));
  }

  /** The largest that a timer (in milliseconds) or a summary was told in the last minutes. */
  public Series max(String label, String name, String... tags) {
    List<Tag> wanted = wanted(tags);
    return Series.value(label, () -> each(name, wanted, Meters::maxOf).max().orElse(Double.NaN));
  }

  /** A percentile that a timer publishes, in milliseconds; a gap where it does not. */
  public DoubleSupplier percentile(String timer, double percentile) {
    return () ->
        each(timer, List.of(), meter -> percentileOf(meter, percentile))
            .findFirst()
            .orElse(Double.NaN);
  }

  private static List<Tag> wanted(String... tags) {
    return Tags.of(tags).stream().toList();
  }

  private synchronized DoubleStream each(
      String name, List<Tag> tags, ToDoubleFunction<Meter> reading) {
    long now = nanoTime.getAsLong();
    if (byName.isEmpty() || now - lookedUpNanos >= FRESH_NANOS) {
      lookedUpNanos = now;
      byName =
          registry.getMeters().stream().collect(Collectors.groupingBy(m -> m.getId().getName()));
      percentiles.clear();
    }
    return byName.getOrDefault(name, List.of()).stream()
        .filter(meter -> tags.isEmpty() || meter.getId().getTags().containsAll(tags))
        .mapToDouble(reading);
  }

  /** All percentiles of a timer come with one snapshot, and that is what costs. */
  private synchronized double percentileOf(Meter meter, double percentile) {
    if (meter instanceof Timer timer) {
      for (ValueAtPercentile value :
          percentiles.computeIfAbsent(timer, it -> timer.takeSnapshot().percentileValues())) {
        if (value.percentile() == percentile) {
          return value.value(TimeUnit.MILLISECONDS);
        }
      }
    }
    return Double.NaN;
  }

  private static double counted(Meter meter) {
    return meter instanceof Counter counter
        ? counter.count()
        : meter instanceof FunctionCounter counter ? counter.count() : Double.NaN;
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
