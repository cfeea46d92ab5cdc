package io.seckill.benchmarks.report;

import io.seckill.benchmarks.load.Generator;
import io.seckill.benchmarks.load.Measured;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;

/**
 * One run's report as it grows. It is written anew after each part, so that a run cut short leaves
 * what it has.
 */
public final class Report {

  private final Path folder;
  private final StringBuilder head = new StringBuilder();
  private final StringBuilder body = new StringBuilder();
  private final List<Plot> plots = new ArrayList<>();
  private final Table loads =
      new Table(
          "load",
          "how",
          "sent",
          "lag p99, ms",
          "lag max, ms",
          "generator's loop, cores",
          "others, cores");

  private Report(Path folder) {
    this.folder = folder;
  }

  /**
   * A report in a folder of its own: {@code <date>-<machine>}, numbered where there is one already.
   */
  public static Report in(Path results, String date, Machine machine) throws IOException {
    Files.createDirectories(results);
    Path folder = newFolder(results, date + "-" + machine.label());
    Files.createDirectories(folder.resolve("raw"));
    return new Report(folder);
  }

  /** Made in one step: two runs at the same time get two. */
  private static Path newFolder(Path results, String name) throws IOException {
    for (int number = 1; ; number++) {
      Path folder = results.resolve(number == 1 ? name : name + "-" + number);
      try {
        return Files.createDirectory(folder);
      } catch (FileAlreadyExistsException taken) {
        // The next number.
      }
    }
  }

  public Path folder() {
    return folder;
  }

  /** What stands above all parts. */
  public void head(String text) {
    head.append(text).append('\n');
  }

  public Report section(String title) {
    body.append("\n## ").append(title).append("\n\n");
    return this;
  }

  public Report text(String text) {
    body.append(text).append("\n\n");
    return this;
  }

  public Report table(Table table) {
    body.append(table).append('\n');
    return this;
  }

  public Report plot(Plot plot) {
    if (!plot.isEmpty()) {
      plots.add(plot);
      body.append("![%s](%s.png)%n%n".formatted(plot.title(), plot.name()));
    }
    return this;
  }

  /**
   * Keeps a load's histograms, and what the generator and others on the machine did to it.
   *
   * @param othersCores that processes took which are no part of this run
   */
  public void raw(String name, Measured measured, double othersCores) throws IOException {
    Path file = folder.resolve("raw").resolve(name + ".hlog");
    try (PrintStream out =
        new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
      HistogramLogWriter log = new HistogramLogWriter(out);
      log.outputComment(
          "%s: %s; microseconds".formatted(name, Generator.describe(measured.load())));
      log.outputComment("outcomes: " + measured.counts());
      log.outputLogFormatVersion();
      log.outputLegend();
      double end = measured.took().toMillis() / 1e3;
      write(log, "decided", measured.decided(), end);
      write(log, "refused", measured.refused(), end);
      write(log, "lag", measured.lag(), end);
    }
    loads.row(
        name,
        Generator.describe(measured.load()),
        measured.lag().getTotalCount(),
        measured.lagMillis(99),
        measured.lagMillis(100),
        measured.loopShare(),
        othersCores);
  }

  private static void write(HistogramLogWriter log, String tag, Histogram histogram, double end) {
    histogram.setTag(tag);
    log.outputIntervalHistogram(0, end, histogram, 1000);
  }

  /** Writes what there is. */
  public void write() throws IOException {
    String text = head + body.toString() + generator();
    Files.writeString(folder.resolve("report.md"), text);
    for (Plot plot : plots) {
      Files.write(
          folder.resolve(plot.name() + ".png"),
          BitmapEncoder.getBitmapBytes(plot.chart(), BitmapFormat.PNG));
    }
  }

  private String generator() {
    return """

        ## Was the generator the bottleneck?

        The generator is one event loop on the same cores. *Lag* is the time from the moment at which a request was due to its sending;
        answers are timed from the former, so the lag is in every figure above. A closed loop sends when a connection is free and
        has none. Where the loop took a core or nearly so, the generator was the limit, not the system. *Others* are processes of the machine that
        are no part of this run: where they took much, read no more than ratios, and those with care.

        """
        + loads;
  }
}
