package io.seckill.benchmarks.comparison;

import java.time.Duration;
import java.util.List;

/**
 * How long and how much. A short run shows that everything works; its figures are of a system that
 * is still being compiled.
 *
 * @param warmUp before the first measurement of a process that has just started
 * @param measure one measurement
 * @param step one step of the overload
 * @param sustained the overload that ends with an audit
 * @param factors of the peak that are offered
 * @param tail how long the tail of a load may take to drain before the next begins
 */
public record Extent(
    Duration warmUp,
    Duration measure,
    Duration step,
    Duration sustained,
    List<Double> factors,
    Duration tail) {

  public static Extent full() {
    return new Extent(
        Duration.ofSeconds(60),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        List.of(0.5, 1.0, 2.0, 5.0, 10.0),
        Duration.ofSeconds(180));
  }

  public static Extent quick() {
    return new Extent(
        Duration.ofSeconds(8),
        Duration.ofSeconds(5),
        Duration.ofSeconds(4),
        Duration.ofSeconds(10),
        List.of(0.5, 1.0, 5.0),
        Duration.ofSeconds(30));
  }

  /** Of a process that was warm and only has other settings now. */
  Duration warmUpAgain() {
    return warmUp.dividedBy(2);
  }
}
