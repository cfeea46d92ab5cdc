package io.seckill.stack.audit;

import java.util.ArrayList;
import java.util.List;

/** An audit's report for people to read: a line for each sale and guarantee. */
public final class AuditTable {

  private static final int OFFENCES_SHOWN_MAX = 20;

  private AuditTable() {}

  /** The table, its lines ended by {@code \n}. */
  public static String of(AuditReport report) {
    List<String> lines = new ArrayList<>();
    String sale = "";
    for (Finding finding : report.findings()) {
      if (!finding.saleId().equals(sale)) {
        sale = finding.saleId();
        lines.add("Sale " + sale);
      }
      lines.add("  " + finding);
      finding.offences().stream()
          .limit(OFFENCES_SHOWN_MAX)
          .forEach(offence -> lines.add("      " + offence));
      long hidden = finding.offencesInAll() - OFFENCES_SHOWN_MAX;
      if (hidden > 0) {
        lines.add("      … and %,d more".formatted(hidden));
      }
    }
    lines.add(summary(report));
    return String.join("\n", lines) + "\n";
  }

  private static String summary(AuditReport report) {
    int violations = report.violations().size();
    return switch (report.verdict()) {
      case NOT_SETTLED ->
          "NOT SETTLED: %s. Whether the guarantees hold can be said only afterwards (so far: %s)."
                  .formatted(
                      report.leftToDo(),
                      violations == 0
                          ? "nothing found"
                          : "%,d findings, which may be work in progress".formatted(violations))
              + "\nAsk again later, or let the audit wait longer: --settle-seconds";
      case VIOLATED -> "VIOLATED: %,d of %,d.".formatted(violations, report.findings().size());
      case HOLDS -> report.findings().isEmpty() ? "There are no sales." : "All guarantees hold.";
    };
  }
}
