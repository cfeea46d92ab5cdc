package io.seckill.benchmarks.load;

import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * How a load went. Times are microseconds.
 *
 * @param counts of all requests, those answered after the end of the sending among them
 * @param decidedInTime decisions heard while requests were sent
 * @param took how long requests were sent
 * @param decided from the moment at which the request was due to its decision
 * @param refused the same, to its refusal
 * @param lag from the moment at which the request was due to its sending: what the generator and
 *     its connections added
 * @param loopShare of a core that the generator's event loop took; near 1 it was the bottleneck
 */
public record Measured(
    Load load,
    Map<Heard, Long> counts,
    long decidedInTime,
    Duration took,
    Histogram decided,
    Histogram refused,
    Histogram lag,
    double loopShare) {

  private static final double MICROS_PER_MILLI = 1000;

  public Measured {
    counts = Map.copyOf(counts);
  }

  public double decidedPerSecond() {
    return decidedInTime / seconds();
  }

  /** Answers of any kind, or shoppers that left. */
  public long all() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  public long count(Heard heard) {
    return counts.getOrDefault(heard, 0L);
  }

  public long count(Heard.Kind kind) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().kind() == kind)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Of all requests, 0 to 1. */
  public double share(Heard.Kind kind) {
    return all() == 0 ? 0 : (double) count(kind) / all();
  }

  /** Milliseconds within which this part of the decisions came; 0 where there was none. */
  public double decidedMillis(double percentile) {
    return decided.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }

  public double refusedMillis(double percentile) {
    return refused.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }

  public double lagMillis(double percentile) {
    return lag.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }

  private double seconds() {
    return Math.max(1, took.toNanos()) / 1e9;
  }
}
