package io.seckill.stack.audit;

import java.util.List;

/**
 * What the audit found.
 *
 * @param leftToDo what the system still had to do when the time to settle was over; empty where it
 *     settled. Violations of a system that has not settled may be work in progress
 * @param findings for each sale every guarantee in order
 */
public record AuditReport(String leftToDo, List<Finding> findings) {

  /** Whether the system had settled. */
  public boolean settled() {
    return leftToDo.isEmpty();
  }

  /** Whether every guarantee holds for every sale. */
  public boolean holds() {
    return findings.stream().allMatch(Finding::holds);
  }

  /** The findings that are violations. */
  public List<Finding> violations() {
    return findings.stream().filter(finding -> !finding.holds()).toList();
  }
}
