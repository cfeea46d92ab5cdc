package io.seckill.system;

import static java.util.Locale.ROOT;
import static java.util.stream.Collectors.joining;

import io.seckill.stack.audit.AuditReport;
import io.seckill.stack.audit.Finding;
import io.seckill.stack.sale.SaleReport;
import io.seckill.stack.sale.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What faults did to the guarantees: fault by fault how many runs, how many violations of each
 * guarantee, and how long until the system decided again. Written anew after each run, so that a
 * long series that is broken off leaves what it found.
 */
final class FaultTable {

  /** Where tables are written, from the project's root; below target where nothing is said. */
  static final String FOLDER = "seckill.faults.folder";

  private static final int GUARANTEES = 6;

  private final String title;
  private final String command;
  private final Map<String, List<Run>> runs = new LinkedHashMap<>();

  /**
   * @param command what makes the same table again, with its seeds
   */
  FaultTable(String title, String command) {
    this.title = title;
    this.command = command;
  }

  private record Run(Map<Integer, Long> violations, Recovery recovery) {}

  /** Takes a run down for every fault that was in it. */
  void add(List<String> faults, List<SaleReport> reports, AuditReport audit, Recovery recovery) {
    Map<Integer, Long> violations = new TreeMap<>();
    for (Finding finding : audit.violations()) {
      violations.merge(finding.guarantee(), (long) finding.offences().size(), Long::sum);
    }
    reports.stream()
        .flatMap(report -> report.violations().stream())
        .forEach(violation -> violations.merge(guarantee(violation), 1L, Long::sum));
    Run run = new Run(violations, recovery);
    faults.forEach(fault -> runs.computeIfAbsent(fault, f -> new ArrayList<>()).add(run));
  }

  private static int guarantee(Violation violation) {
    return switch (violation.kind()) {
      case SUCCESS_WITHOUT_ORDER, SUCCESS_WITH_OTHER_ORDER -> 3;
      case FAILURE_WITH_ORDER, NEVER_DECIDED, DECISION_CHANGED, ORDER_NOT_CONFIRMED -> 4;
    };
  }

  /** Writes the table as {@code name.md}. */
  void write(String name) {
    Path folder = Project.root().resolve(System.getProperty(FOLDER, "system-tests/target/faults"));
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(name + ".md"), text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text() {
    List<String> lines = new ArrayList<>();
    lines.add("# " + title);
    lines.add("");
    lines.add(
        "Written by the test itself: `%s`, on %d processors, %s %s, Java %s."
            .formatted(
                command,
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version")));
    lines.add("");
    lines.add(
        "| fault | runs |"
            + IntStream.rangeClosed(1, GUARANTEES)
                .mapToObj(" violations of %d |"::formatted)
                .collect(joining())
            + " probability of one, at most | s to the first decision, min / median / max |"
            + " s to the last one undecided, min / median / max |");
    lines.add("| --- | --- |" + " --- |".repeat(GUARANTEES + 3));
    runs.forEach((fault, of) -> lines.add(row(fault, of)));
    return String.join("\n", lines) + "\n";
  }

  private static String row(String fault, List<Run> runs) {
    String violations =
        IntStream.rangeClosed(1, GUARANTEES)
            .mapToObj(
                guarantee ->
                    Long.toString(
                        runs.stream()
                            .mapToLong(run -> run.violations().getOrDefault(guarantee, 0L))
                            .sum()))
            .collect(joining(" | "));
    return "| %s | %d | %s | %s | %s | %s |"
        .formatted(
            fault,
            runs.size(),
            violations,
            atMost(runs),
            spread(runs.stream().map(run -> run.recovery().first()).filter(Objects::nonNull)),
            spread(runs.stream().map(run -> run.recovery().all())));
  }

  /** The rule of three: what never happened in n runs has a probability below 3/n, at 95 %. */
  private static String atMost(List<Run> runs) {
    boolean none = runs.stream().allMatch(run -> run.violations().isEmpty());
    return none ? "%.2f".formatted(Math.min(1, 3.0 / runs.size())) : "violated";
  }

  private static String spread(Stream<Duration> durations) {
    List<Duration> sorted = durations.sorted().toList();
    return sorted.isEmpty()
        ? "never"
        : Stream.of(sorted.get(0), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1))
            .map(one -> String.format(ROOT, "%.1f", one.toMillis() / 1000.0))
            .collect(joining(" / "));
  }
}
