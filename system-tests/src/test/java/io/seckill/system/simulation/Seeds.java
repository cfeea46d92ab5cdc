package io.seckill.system.simulation;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Many runs: all cores at once, each run in one thread. */
final class Seeds {

  private Seeds() {}

  /** How many were run and the lowest seed that violates a guarantee, if any does. */
  record Found(long run, Optional<Simulation.Result> violation) {}

  /** Runs seeds in ascending order until the first one that violates a guarantee. */
  static Found search(long first, long count, Sabotage sabotage) {
    AtomicLong next = new AtomicLong(first);
    AtomicLong lowest = new AtomicLong(Long.MAX_VALUE);
    IntStream.range(0, Runtime.getRuntime().availableProcessors())
        .parallel()
        .forEach(
            worker -> {
              for (long seed = next.getAndIncrement();
                  seed < first + count && seed < lowest.get();
                  seed = next.getAndIncrement()) {
                if (!run(seed, sabotage).holds()) {
                  lowest.accumulateAndGet(seed, Math::min);
                }
              }
            });
    long seed = lowest.get();
    if (seed == Long.MAX_VALUE) {
      return new Found(count, Optional.empty());
    }
    return new Found(seed - first + 1, Optional.of(Simulation.replay(seed, sabotage)));
  }

  private static Simulation.Result run(long seed, Sabotage sabotage) {
    try {
      return Simulation.run(seed, sabotage);
    } catch (RuntimeException e) {
      throw new IllegalStateException("seed " + seed, e);
    }
  }
}
