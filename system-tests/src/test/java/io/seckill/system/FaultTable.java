package io.seckill.system;

import static java.util.Locale.ROOT;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.seckill.stack.audit.AuditReport;
import io.seckill.stack.audit.Finding;
import io.seckill.stack.sale.SaleReport;
import io.seckill.stack.sale.Violation;
import java.io.IOException;
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
 * guarantee, and how long until the system decided again. Each run is a line in a file, so that
 * runs add up over days; the table is of all of them. Delete the file to begin anew.
 */
final class FaultTable {

  /** Where tables are written, from the project's root; below target where nothing is said. */
  static final String FOLDER = "seckill.faults.folder";

  private final String name;
  private final String title;
  private final String command;

  /**
   * @param name of its files
   * @param command what made the last of its runs, with its seeds
   */
  FaultTable(String name, String title, String command) {
    this.name = name;
    this.title = title;
    this.command = command;
  }

  /** Takes a run down for every fault that was in it. */
  void add(
      List<String> faults,
      long seed,
      List<SaleReport> reports,
      AuditReport audit,
      Recovery recovery)
      throws IOException {
    Map<Integer, Long> violations = violations(reports, audit);
    String commit = Project.commit();
    Path folder =
        Files.createDirectories(
            Project.root().resolve(System.getProperty(FOLDER, "system-tests/target/faults")));
    Path file = folder.resolve(name + ".tsv");
    List<String> lines =
        new ArrayList<>(Files.exists(file) ? Files.readAllLines(file) : List.of(FaultRun.header()));
    faults.stream()
        .map(
            fault ->
                new FaultRun(commit, seed, fault, violations, recovery.first(), recovery.all()))
        .map(FaultRun::line)
        .forEach(lines::add);
    Files.write(file, lines);
    Files.writeString(
        folder.resolve(name + ".md"), text(lines.stream().skip(1).map(FaultRun::parse).toList()));
  }

  private static Map<Integer, Long> violations(List<SaleReport> reports, AuditReport audit) {
    Map<Integer, Long> violations = new TreeMap<>();
    for (Finding finding : audit.violations()) {
      violations.merge(finding.guarantee(), (long) finding.offences().size(), Long::sum);
    }
    reports.stream()
        .flatMap(report -> report.violations().stream())
        .forEach(violation -> violations.merge(guarantee(violation), 1L, Long::sum));
    return violations;
  }

  private static int guarantee(Violation violation) {
    return switch (violation.kind()) {
      case SUCCESS_WITHOUT_ORDER, SUCCESS_WITH_OTHER_ORDER -> 3;
      case FAILURE_WITH_ORDER, NEVER_DECIDED, DECISION_CHANGED, ORDER_NOT_CONFIRMED -> 4;
    };
  }

  private String text(List<FaultRun> runs) {
    List<String> lines = new ArrayList<>();
    lines.add("# " + title);
    lines.add("");
    lines.add(
        "Written by the test itself, of the runs in [%s.tsv](%s.tsv), each with its seed and commit. The last: `%s`, on %d processors, %s %s, Java %s."
            .formatted(
                name,
                name,
                command,
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version")));
    lines.add("");
    lines.add(
        "| fault | runs |"
            + IntStream.rangeClosed(1, FaultRun.GUARANTEES)
                .mapToObj(" violations of %d |"::formatted)
                .collect(joining())
            + " probability of one, at most | s to the first decision, min / median / max |"
            + " s to the last one undecided, min / median / max |");
    lines.add("| --- | --- |" + " --- |".repeat(FaultRun.GUARANTEES + 3));
    runs.stream()
        .collect(groupingBy(FaultRun::fault, LinkedHashMap::new, toList()))
        .forEach((fault, of) -> lines.add(row(fault, of)));
    return String.join("\n", lines) + "\n";
  }

  private static String row(String fault, List<FaultRun> runs) {
    String violations =
        IntStream.rangeClosed(1, FaultRun.GUARANTEES)
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
            spread(runs.stream().map(FaultRun::first).filter(Objects::nonNull)),
            spread(runs.stream().map(FaultRun::all)));
  }

  /** The rule of three: what never happened in n runs has a probability below 3/n, at 95 %. */
  private static String atMost(List<FaultRun> runs) {
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
