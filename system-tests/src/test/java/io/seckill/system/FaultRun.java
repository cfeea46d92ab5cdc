package io.seckill.system;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One fault in one sale, as a line of a file.
 *
 * @param commit of the project; "unknown" outside of a clone
 * @param violations found of each guarantee, by its number
 * @param first until every gateway decided again; null where one did not
 * @param all until the last one asked who was not told a decision
 */
record FaultRun(
    String commit,
    long seed,
    String fault,
    Map<Integer, Long> violations,
    @Nullable Duration first,
    Duration all) {

  /** Guarantees that a sale can be checked against. */
  static final int GUARANTEES = 6;

  private static final String NEVER = "never";
  private static final int FIRST_COLUMN = 3;

  static String header() {
    return "commit\tseed\tfault\t"
        + IntStream.rangeClosed(1, GUARANTEES)
            .mapToObj("violations of %d\t"::formatted)
            .collect(joining())
        + "ms to the first decision\tms to the last one undecided";
  }

  String line() {
    return String.join("\t", commit, Long.toString(seed), fault)
        + "\t"
        + IntStream.rangeClosed(1, GUARANTEES)
            .mapToObj(guarantee -> violations.getOrDefault(guarantee, 0L) + "\t")
            .collect(joining())
        + (first == null ? NEVER : Long.toString(first.toMillis()))
        + "\t"
        + all.toMillis();
  }

  static FaultRun parse(String line) {
    List<String> columns = List.of(line.split("\t"));
    Map<Integer, Long> violations = new TreeMap<>();
    for (int guarantee = 1; guarantee <= GUARANTEES; guarantee++) {
      long found = Long.parseLong(columns.get(FIRST_COLUMN + guarantee - 1));
      if (found > 0) {
        violations.put(guarantee, found);
      }
    }
    String first = columns.get(FIRST_COLUMN + GUARANTEES);
    return new FaultRun(
        columns.get(0),
        Long.parseLong(columns.get(1)),
        columns.get(2),
        violations,
        first.equals(NEVER) ? null : Duration.ofMillis(Long.parseLong(first)),
        Duration.ofMillis(Long.parseLong(columns.get(FIRST_COLUMN + GUARANTEES + 1))));
  }
}
