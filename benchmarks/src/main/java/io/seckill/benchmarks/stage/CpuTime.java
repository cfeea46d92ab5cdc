package io.seckill.benchmarks.stage;

import io.seckill.stack.process.Managed;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Processor time by process, as the kernel counts it (user and system, in ticks of 10 ms); that of
 * children that live counts with their parent.
 */
public final class CpuTime {

  private final Map<String, Duration> byName;

  private CpuTime(Map<String, Duration> byName) {
    this.byName = byName;
  }

  /** Since their start, of those that run. */
  public static CpuTime of(List<Managed> processes) {
    Map<String, Duration> byName = new LinkedHashMap<>();
    for (Managed process : processes) {
      if (process.isRunning()) {
        ProcessHandle.of(process.pid())
            .ifPresent(it -> byName.put(process.name(), withChildren(it)));
      }
    }
    return new CpuTime(byName);
  }

  /** What each took since; those that did not run then are left out. */
  public Map<String, Duration> since(CpuTime earlier) {
    Map<String, Duration> taken = new LinkedHashMap<>();
    byName.forEach(
        (name, now) -> {
          Duration then = earlier.byName.get(name);
          if (then != null) {
            taken.put(name, now.minus(then));
          }
        });
    return taken;
  }

  /** Of all of them together. */
  public Duration sum() {
    return byName.values().stream().reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration withChildren(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
