package io.seckill.stack.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Memory of a process, as the system counts it. */
final class Memory {

  private static final long BYTES_PER_KILOBYTE = 1024;

  private Memory() {}

  /**
   * Its proportional share of resident pages on Linux, its resident set elsewhere; 0 if unknown.
   */
  static long ofProcess(long pid) {
    try {
      Path rollup = Path.of("/proc", Long.toString(pid), "smaps_rollup");
      return Files.isReadable(rollup) ? shareOf(Files.readAllLines(rollup)) : askPs(pid);
    } catch (IOException gone) {
      return 0;
    }
  }

  private static long shareOf(List<String> lines) {
    return lines.stream()
            .filter(line -> line.startsWith("Pss:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .sum()
        * BYTES_PER_KILOBYTE;
  }

  private static long askPs(long pid) throws IOException {
    Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
    String said = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    return Arrays.stream(said.strip().split("\\s+"))
            .filter(word -> word.matches("[0-9]{1,12}"))
            .mapToLong(Long::parseLong)
            .sum()
        * BYTES_PER_KILOBYTE;
  }
}
