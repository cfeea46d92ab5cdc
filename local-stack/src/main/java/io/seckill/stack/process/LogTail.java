package io.seckill.stack.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a log file, long ones cut. */
public final class LogTail {

  private static final int READ_MAX_BYTES = 32 * 1024;
  private static final int LINE_MAX_CHARACTERS = 240;

  private LogTail() {}

  /** At most {@code count} lines, oldest first; empty where there is no such file. */
  public static List<String> lastLines(Path log, int count) {
    if (!Files.exists(log)) {
      return List.of();
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      int length = (int) Math.min(file.length(), READ_MAX_BYTES);
      byte[] bytes = new byte[length];
      file.seek(file.length() - length);
      file.readFully(bytes);
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - count), lines.size()).stream()
          .map(LogTail::shortened)
          .toList();
    } catch (IOException unreadable) {
      return List.of("(cannot be read: " + unreadable.getMessage() + ")");
    }
  }

  private static String shortened(String line) {
    return line.length() <= LINE_MAX_CHARACTERS
        ? line
        : line.substring(0, LINE_MAX_CHARACTERS) + " …";
  }
}
