package io.seckill.benchmarks.stage;

import io.seckill.benchmarks.report.Table;
import io.seckill.stack.process.Managed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Resident memory of each process against its limit. */
public final class MemoryUse {

  private static final long BYTES_PER_MEGABYTE = 1024L * 1024;
  private static final long KILOBYTES_PER_MEGABYTE = 1024;

  /** Megabytes that docker-compose.yml allows each, by the beginning of its name here. */
  static final Map<String, Integer> LIMITS =
      Map.of(
          "Kafka", 832,
          "Redis", 192,
          "PostgreSQL", 320,
          "gateway", 704,
          "seckill", 512,
          "order", 416,
          "notification", 384,
          "stats", 384);

  private MemoryUse() {}

  /** Of those that have a limit. */
  public static Table table(List<Managed> processes) {
    Table table = new Table("process", "resident at most, MB", "limit, MB");
    for (Managed process : processes) {
      Integer limit = LIMITS.get(process.name().replaceAll("-[0-9]+$", ""));
      if (limit != null) {
        long megabytes = megabytes(process);
        table.row(
            process.name(), megabytes > limit ? "**%,d**".formatted(megabytes) : megabytes, limit);
      }
    }
    return table;
  }

  /** The most it ever had on Linux; with children, and elsewhere, what it has now. */
  private static long megabytes(Managed process) {
    long now = process.process().residentBytes() / BYTES_PER_MEGABYTE;
    boolean single =
        ProcessHandle.of(process.pid()).filter(it -> it.children().findAny().isEmpty()).isPresent();
    return single ? Math.max(now, highWater(process.pid())) : now;
  }

  private static long highWater(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    try {
      return Files.readAllLines(status).stream()
              .filter(line -> line.startsWith("VmHWM:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
              .sum()
          / KILOBYTES_PER_MEGABYTE;
    } catch (IOException gone) {
      return 0;
    }
  }
}
