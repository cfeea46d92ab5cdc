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
 */
final class Probe<T> {

  private static final Logger log = LoggerFactory.getLogger(Probe.class);
  private static final long SLOW_NANOS = 100_000_000;
  private static final long PAUSE_PER_TIME_TAKEN = 10;

  /** Else a machine that slept for minutes would show old values for an hour. */
  private static final long PAUSE_NANOS_MAX = 30_000_000_000L;

  private final String name;
  private final LongFunction<@Nullable T> source;
  private final LongSupplier nanoTime;
  private long pausedUntilNanos;
  private boolean paused;
  private boolean failing;

  Probe(String name, LongFunction<@Nullable T> source, LongSupplier nanoTime) {
    this.name = name;
    this.source = source;
    this.nanoTime = nanoTime;
  }

  /** The value at this moment, or null for a gap. */
  @Nullable T ask(long nowMillis) {
    long startNanos = nanoTime.getAsLong();
    if (paused && startNanos - pausedUntilNanos < 0) {
      return null;
    }
    try {
      T value = source.apply(nowMillis);
      tellRecovery();
      return value;
    } catch (RuntimeException e) {
      tellFailure(e);
      return null;
    } finally {
      long endNanos = nanoTime.getAsLong();
      long takenNanos = endNanos - startNanos;
      paused = takenNanos > SLOW_NANOS;
      pausedUntilNanos = endNanos + Math.min(takenNanos * PAUSE_PER_TIME_TAKEN, PAUSE_NANOS_MAX);
    }
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
