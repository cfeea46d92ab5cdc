package io.seckill.stack.sale;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** How a sale went, for people to read. */
public final class SaleTable {

  private static final int VIOLATIONS_SHOWN_MAX = 20;

  /** The answers that a sale's table always shows, heard or not. */
  private static final List<Answer> ALWAYS =
      List.of(
          Answer.SUCCESS,
          Answer.SOLD_OUT,
          Answer.LIMIT_EXCEEDED,
          Answer.RATE_LIMITED,
          Answer.BACKLOGGED,
          Answer.TIMEOUT,
          Answer.OUTCOME_UNKNOWN);

  private final List<String> lines = new ArrayList<>();

  private SaleTable() {}

  /** The table, its lines ended by {@code \n}. */
  public static String of(SaleReport report) {
    SaleTable table = new SaleTable();
    table.counts(report);
    table.times(report);
    table.agreement(report);
    return String.join("\n", table.lines) + "\n";
  }

  private void counts(SaleReport report) {
    SaleOptions options = report.options();
    lines.add("");
    lines.add("Sale %s: %,d of '%s'".formatted(options.saleId(), options.stock(), options.item()));
    row("asked", report.told().size());
    for (Answer answer : Answer.values()) {
      long count = report.count(answer);
      if (count > 0 || ALWAYS.contains(answer)) {
        row(answer.label(), count);
      }
    }
    report.decidedLater().forEach((outcome, count) -> row("  then " + outcome, count));
    report.told().values().stream()
        .filter(told -> !told.detail().isEmpty())
        .findFirst()
        .ifPresent(
            told ->
                lines.add(
                    "  the first of the other errors: %s %d %s"
                        .formatted(told.gateway(), told.status(), told.detail())));
  }

  private void times(SaleReport report) {
    Histogram decision = report.decisionMicros();
    lines.add(
        "  time to the decision     p50 %s   p99 %s   max %s"
            .formatted(
                millis(decision.getValueAtPercentile(50)),
                millis(decision.getValueAtPercentile(99)),
                millis(decision.getMaxValue())));
    Histogram lag = report.lagMicros();
    lines.add(
        "  of it sent late by       p99 %s   max %s"
            .formatted(millis(lag.getValueAtPercentile(99)), millis(lag.getMaxValue())));
    String asked =
        report.options().rate() == 0
            ? "as fast as %d connections go".formatted(report.options().connections())
            : "asked for %,d".formatted(report.options().rate());
    lines.add("  answers a second         %,.0f (%s)".formatted(report.answersPerSecond(), asked));
  }

  private void agreement(SaleReport report) {
    if (report.agrees()) {
      lines.add(
          "Told and done agree: %,d orders stand, one for each success that was told."
              .formatted(report.ordersStanding()));
      if (!report.settled()) {
        lines.add("Orders still changed when the time to settle was over.");
      }
      return;
    }
    lines.add("Told and done DIFFER %,d times:".formatted(report.violations().size()));
    report.violations().stream()
        .limit(VIOLATIONS_SHOWN_MAX)
        .forEach(violation -> lines.add("  " + violation));
    int hidden = report.violations().size() - VIOLATIONS_SHOWN_MAX;
    if (hidden > 0) {
      lines.add("  … and %,d more".formatted(hidden));
    }
  }

  private void row(String label, long count) {
    lines.add("  %-28s %,12d".formatted(label, count));
  }

  private static String millis(long micros) {
    return String.format(Locale.ROOT, "%.1f ms", micros / 1000.0);
  }
}
