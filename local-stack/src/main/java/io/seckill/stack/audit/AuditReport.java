package io.seckill.stack.audit;

import java.util.List;

/**
 * What the audit found.
 *
 * @param leftToDo what the system still had to do when the time to settle was over, with figures;
 *     empty where it settled. What was found of a system that has not settled is no verdict,
 *     neither way: it may be work in progress
 * @param findings for each sale every guarantee in order
 */
public record AuditReport(String leftToDo, List<Finding> findings) {

  /** What can be said of the guarantees. */
  public enum Verdict {
    /** The system has settled, and all of them hold. */
    HOLDS,
    /** The system has settled, and one of them does not. */
    VIOLATED,
    /** The guarantees are about a system that has settled, and this one has not. */
    NOT_SETTLED
  }

  public Verdict verdict() {
    if (!settled()) {
      return Verdict.NOT_SETTLED;
    }
    return violations().isEmpty() ? Verdict.HOLDS : Verdict.VIOLATED;
  }

  /** Whether the system had settled. */
  public boolean settled() {
    return leftToDo.isEmpty();
  }

  /** The findings that are violations, or may become some once the system has settled. */
  public List<Finding> violations() {
    return findings.stream().filter(finding -> !finding.holds()).toList();
  }
}
