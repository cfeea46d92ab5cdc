package io.seckill.benchmarks.load;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts what is heard; belongs to the generator's one thread. */
final class Tally {

  private static final int SIGNIFICANT_DIGITS = 3;

  private final Map<Heard, Long> counts = new EnumMap<>(Heard.class);
  private final Histogram decided = new Histogram(SIGNIFICANT_DIGITS);
  private final Histogram refused = new Histogram(SIGNIFICANT_DIGITS);
  private final Histogram lag = new Histogram(SIGNIFICANT_DIGITS);
  private final long endNanos;
  private long decidedInTime;

  /**
   * @param endNanos when the sending ends; later decisions do not count for the rate
   */
  Tally(long endNanos) {
    this.endNanos = endNanos;
  }

  void sent(long dueNanos, long nowNanos) {
    lag.recordValue(micros(dueNanos, nowNanos));
  }

  void heard(Heard heard, long dueNanos, long nowNanos) {
    counts.merge(heard, 1L, Long::sum);
    long micros = micros(dueNanos, nowNanos);
    if (heard.kind() == Heard.Kind.DECIDED) {
      decided.recordValue(micros);
      decidedInTime += nowNanos - endNanos <= 0 ? 1 : 0;
    } else if (heard.kind() == Heard.Kind.REFUSED) {
      refused.recordValue(micros);
    }
  }

  Measured measured(Load load, Duration took, double loopShare) {
    return new Measured(load, counts, decidedInTime, took, decided, refused, lag, loopShare);
  }

  private static long micros(long fromNanos, long toNanos) {
    return Math.max(0, TimeUnit.NANOSECONDS.toMicros(toNanos - fromNanos));
  }
}
