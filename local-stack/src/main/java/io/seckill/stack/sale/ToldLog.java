package io.seckill.stack.sale;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file of what each shopper was told: one line a shopper, fields separated by tabs, in the
 * order in which the answers came. The first line names the fields; an empty field is a value not
 * known.
 */
public final class ToldLog implements Closeable, Flushable {

  private static final String HEADER =
      String.join(
          "\t",
          "claim",
          "answer",
          "status",
          "shopper",
          "userId",
          "requestId",
          "orderId",
          "intendedMicros",
          "sentMicros",
          "answeredMicros",
          "gateway",
          "detail");

  private final BufferedWriter writer;

  /**
   * Starts the file anew.
   *
   * @throws IOException where it cannot be written
   */
  ToldLog(Path file) throws IOException {
    writer = Files.newBufferedWriter(file);
    writer.write(HEADER);
    writer.newLine();
  }

  void add(Told told) throws IOException {
    writer.write(line(told));
    writer.newLine();
  }

  @Override
  public void flush() throws IOException {
    writer.flush();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  /**
   * Reads a file back. A last line that is not whole, as a killed generator leaves it, is left out.
   *
   * @throws IOException where it cannot be read or is no such file
   */
  public static List<Told> read(Path file) throws IOException {
    String text = Files.readString(file);
    String[] lines = text.split("\\R", -1);
    if (!lines[0].equals(HEADER)) {
      throw new IOException("%s: first line: %s (expected: %s)".formatted(file, lines[0], HEADER));
    }
    List<Told> told = new ArrayList<>(lines.length);
    // What follows the last line's end is empty or cut off.
    for (int i = 1; i < lines.length - 1; i++) {
      told.add(parse(lines[i]));
    }
    return told;
  }

  private static String line(Told told) {
    return String.join(
        "\t",
        told.answer().claim().toString(),
        told.answer().name(),
        Integer.toString(told.status()),
        Integer.toString(told.shopper()),
        told.userId(),
        orEmpty(told.requestId()),
        orEmpty(told.orderId()),
        Long.toString(told.intendedMicros()),
        Long.toString(told.sentMicros()),
        Long.toString(told.answeredMicros()),
        told.gateway(),
        told.detail().replaceAll("\\s+", " "));
  }

  private static Told parse(String line) {
    String[] field = line.split("\t", -1);
    return new Told(
        Integer.parseInt(field[3]),
        field[4],
        field[10],
        Answer.valueOf(field[1]),
        Integer.parseInt(field[2]),
        orNull(field[5]),
        orNull(field[6]),
        Long.parseLong(field[7]),
        Long.parseLong(field[8]),
        Long.parseLong(field[9]),
        field[11]);
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static @Nullable String orNull(String value) {
    return value.isEmpty() ? null : value;
  }
}
