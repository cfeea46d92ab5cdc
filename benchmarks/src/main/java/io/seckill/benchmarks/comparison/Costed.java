package io.seckill.benchmarks.comparison;

import io.seckill.benchmarks.load.Measured;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A load and the processor time that each process took while it was sent. */
record Costed(Measured measured, Map<String, Duration> cpu) {

  private static final double NANOS_PER_MICRO = 1000;

  /** What a request has to pass before its shopper is answered. */
  static final List<String> PATH = List.of("gateway-1", "seckill-1", "Kafka", "Redis");

  /** Microseconds of processor time that these took for each answer. */
  double microsPerAnswer(List<String> names) {
    return names.stream()
            .map(name -> cpu.getOrDefault(name, Duration.ZERO))
            .mapToDouble(Duration::toNanos)
            .sum()
        / NANOS_PER_MICRO
        / Math.max(1, measured.all());
  }

  double microsPerAnswer(String name) {
    return microsPerAnswer(List.of(name));
  }

  double answersPerSecond() {
    return measured.all() * 1e9 / measured.took().toNanos();
  }
}
