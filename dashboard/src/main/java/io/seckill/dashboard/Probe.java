package io.seckill.dashboard;

import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one supplier of the service's and keeps its troubles off the page: a failure is a gap, told
 * once in the log; a slow one (a database that is gone) is left alone for ten times as long as it
 * took, but not longer than half a minute, so that the rest stays live.
 *
 * <p>Rows are questions to a database, so what they may take is bounded also while all is well:
 * they are left alone for a hundred times as long as they took, up to five seconds, and are as they
 * were meanwhile. A busy system is thus looked at less often.
 */
final class Probe<T> {

  private static final Logger log = LoggerFactory.getLogger(Probe.class);
  private static final long SLOW_NANOS = 100_000_000;
  private static final long PAUSE_PER_TIME_TAKEN = 10;

  private static final long PAUSE_PER_TIME_ROWS_TOOK = 100;
  private static final long ROWS_PAUSE_NANOS_MAX = 5_000_000_000L;

  /** Else a machine that slept for minutes would show old values for an hour. */
  private static final long PAUSE_NANOS_MAX = 30_000_000_000L;

  private final String name;
  private final LongFunction<@Nullable T> source;
  private final LongSupplier nanoTime;
  private final boolean ofRows;
  private long pausedUntilNanos;
  private boolean paused;
  private boolean failing;
  private @Nullable T lastRows;

  private Probe(
      String name, LongFunction<@Nullable T> source, LongSupplier nanoTime, boolean ofRows) {
    this.name = name;
    this.source = source;
    this.nanoTime = nanoTime;
    this.ofRows = ofRows;
  }

  static Probe<Double> ofFigure(
      String name, LongFunction<@Nullable Double> source, LongSupplier nanoTime) {
    return new Probe<>(name, source, nanoTime, false);
  }

  static <R> Probe<R> ofRows(String name, LongFunction<@Nullable R> source, LongSupplier nanoTime) {
    return new Probe<>(name, source, nanoTime, true);
  }

  /** The value at this moment, or null for a gap. */
  @Nullable T ask(long nowMillis) {
    long startNanos = nanoTime.getAsLong();
    if (paused && startNanos - pausedUntilNanos < 0) {
      return lastRows;
    }
    T value = null;
    try {
      value = source.apply(nowMillis);
      tellRecovery();
    } catch (RuntimeException e) {
      tellFailure(e);
    }
    lastRows = ofRows ? value : null;
    long endNanos = nanoTime.getAsLong();
    long pauseNanos = pauseNanos(endNanos - startNanos);
    paused = pauseNanos > 0;
    pausedUntilNanos = endNanos + pauseNanos;
    return value;
  }

  private long pauseNanos(long takenNanos) {
    if (takenNanos > SLOW_NANOS) {
      return Math.min(takenNanos * PAUSE_PER_TIME_TAKEN, PAUSE_NANOS_MAX);
    }
    return ofRows ? Math.min(takenNanos * PAUSE_PER_TIME_ROWS_TOOK, ROWS_PAUSE_NANOS_MAX) : 0;
  }

  private void tellFailure(RuntimeException cause) {
    if (!failing) {
      failing = true;
      log.warn("Dashboard: no value of '{}' for now: {}", name, cause.toString());
    }
  }

  private void tellRecovery() {
    if (failing) {
      failing = false;
      log.info("Dashboard: '{}' has values again", name);
    }
  }
}
