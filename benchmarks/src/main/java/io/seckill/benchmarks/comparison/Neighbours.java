package io.seckill.benchmarks.comparison;

import io.seckill.benchmarks.stage.CpuTime;
import io.seckill.stack.process.Managed;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** How much of the machine others took meanwhile: processes that are no part of the run. */
final class Neighbours {

  private final Supplier<List<Managed>> ours;
  private final long beginNanos = System.nanoTime();
  private final Duration oursBefore;

  private Neighbours(Supplier<List<Managed>> ours) {
    this.ours = ours;
    this.oursBefore = own(ours);
    // The next answer is of the time since this one.
    var unused = busy();
  }

  /** Looks from now on. */
  static Neighbours from(Supplier<List<Managed>> ours) {
    return new Neighbours(ours);
  }

  /** Cores taken by others since; NaN where the system does not tell. */
  double cores() {
    double seconds = (System.nanoTime() - beginNanos) / 1e9;
    double oursCores = own(ours).minus(oursBefore).toMillis() / 1e3 / seconds;
    return of(busy(), oursCores, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Cores taken by others.
   *
   * @param busy share of the machine that was busy, 0 to 1; below 0 where that is not known
   * @param oursCores that our processes took
   */
  static double of(double busy, double oursCores, int cores) {
    return busy < 0 ? Double.NaN : Math.max(0, busy * cores - oursCores);
  }

  private static double busy() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getCpuLoad()
        : -1;
  }

  private static Duration own(Supplier<List<Managed>> ours) {
    Duration generator = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    return CpuTime.of(ours.get()).sum().plus(generator);
  }
}
