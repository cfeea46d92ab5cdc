package io.seckill.benchmarks.comparison;

import io.seckill.benchmarks.stage.HotSpots;
import io.seckill.stack.process.Managed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Samples the two services that a shopper waits for, under a load of its own: it costs something.
 */
final class WhereTimeGoes {

  private static final Set<String> SERVICES = Set.of("gateway-1", "seckill-1");

  private WhereTimeGoes() {}

  /** A load to be sent while the services are sampled. */
  interface Sampled {
    Object send() throws InterruptedException, IOException;
  }

  static Map<String, HotSpots> record(Bench bench, Sampled load)
      throws InterruptedException, IOException {
    List<Managed> recorded =
        bench.stage().processes().stream().filter(it -> SERVICES.contains(it.name())).toList();
    for (Managed process : recorded) {
      HotSpots.start(process);
    }
    var unused = load.send();
    Map<String, HotSpots> spots = new LinkedHashMap<>();
    for (Managed process : recorded) {
      Path file = bench.report().folder().resolve("raw").resolve(process.name() + ".jfr");
      spots.put(process.name(), HotSpots.stop(process, file));
    }
    return spots;
  }

  static void report(Bench bench, Map<String, HotSpots> spots) {
    bench
        .report()
        .text(
            """
            Where the time of Java code goes while every request succeeds (JDK Flight Recorder, a load of its own; the JDK's own code counts for
            whoever called it; time inside of the kernel, sockets above all, is not seen):""");
    spots.forEach(
        (process, those) -> {
          String shares =
              those.shares().entrySet().stream()
                  .map(it -> "%s %.0f%%".formatted(it.getKey(), 100 * it.getValue()))
                  .collect(Collectors.joining(", "));
          bench.report().text("- %s: %s".formatted(process, shares));
        });
  }
}
