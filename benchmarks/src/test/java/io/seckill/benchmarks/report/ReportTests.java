package io.seckill.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.benchmarks.load.Heard;
import io.seckill.benchmarks.load.Load;
import io.seckill.benchmarks.load.Measured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTests {

  private static final Machine MACHINE = new Machine(2, 24, "Linux 6.18 amd64", "a JDK", "abc");

  @TempDir private Path results;

  @Test
  void namesTheFolderByDateAndMachineAndReplacesNone() throws IOException {
    Path first = Report.in(results, "2026-01-31", MACHINE).folder();
    Path second = Report.in(results, "2026-01-31", MACHINE).folder();

    assertThat(first).isDirectory().hasFileName("2026-01-31-2-cores-24g-linux");
    assertThat(second).isDirectory().hasFileName("2026-01-31-2-cores-24g-linux-2");
  }

  @Test
  void runsThatBeginAtTheSameTimeGetFoldersOfTheirOwn() {
    long folders =
        IntStream.range(0, 64)
            .parallel()
            .mapToObj(
                run -> {
                  try {
                    return Report.in(results, "2026-01-31", MACHINE).folder();
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                })
            .distinct()
            .count();

    assertThat(folders).isEqualTo(64);
  }

  @Test
  void writesTextTablesPlotsAndHistograms() throws IOException {
    Report report = Report.in(results, "2026-01-31", MACHINE);
    report.head("# Head");
    report.raw("one", measured(), 0.5);
    report
        .section("Part")
        .table(new Table("name", "figure").row("row", 12.345))
        .plot(new Plot("lines", "Lines", "x", "y", true).line("a", List.of(1.0), List.of(2.0)));
    report.write();

    assertThat(report.folder().resolve("report.md"))
        .content()
        .startsWith("# Head\n\n## Part\n")
        .contains(
            "| row | 12.3 |",
            "![Lines](lines.png)",
            "| one | 1,000 a second for 2 s | 1 | 0.02 | 0.02 | 0.25 | 0.50 |");
    assertThat(report.folder().resolve("lines.png")).isNotEmptyFile();
    try (HistogramLogReader raw =
        new HistogramLogReader(report.folder().resolve("raw/one.hlog").toFile())) {
      Histogram decided = (Histogram) raw.nextIntervalHistogram();
      assertThat(decided.getTag()).isEqualTo("decided");
      assertThat(decided.getTotalCount()).isEqualTo(1);
    }
  }

  @Test
  void leavesAPlotWithoutPointsOut() throws IOException {
    Report report = Report.in(results, "2026-01-31", MACHINE);
    report.plot(new Plot("lines", "Lines", "x", "y", true)).write();

    try (var files = Files.list(report.folder())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("raw", "report.md");
    }
  }

  @Test
  void showsNoMoreDigitsThanOneRunIsWorth() {
    Table table =
        new Table("a", "b", "c", "d", "e").row("x", 1234.5, 0.123, Double.NaN, 1_000_000L);

    assertThat(table.toString()).endsWith("| x | 1,235 | 0.12 | – | 1,000,000 |\n");
  }

  @Test
  void wantsACellForEachColumn() {
    assertThatThrownBy(() -> new Table("a", "b").row("x")).hasMessage("cells: 1 (expected: 2)");
  }

  @Test
  void thisMachineHasNoNameOfItsOwn() {
    assertThat(Machine.here(Path.of("")).label()).matches("[0-9]+-cores-[0-9]+g-[a-z]+");
  }

  private static Measured measured() {
    Load load = Load.open(URI.create("http://127.0.0.1:1"), "/buy", 1000, Duration.ofSeconds(2));
    Histogram decided = new Histogram(3);
    decided.recordValue(1500);
    Histogram lag = new Histogram(3);
    lag.recordValue(20);
    return new Measured(
        load, Map.of(Heard.BOUGHT, 1L), 1, load.duration(), decided, new Histogram(3), lag, 0.25);
  }
}
