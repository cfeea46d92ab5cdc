package io.seckill.system.simulation;

/** What shoppers do while things fail. */
enum Habit {
  /**
   * They repeat a purchase with its key at the gateway that took it, as long as that remembers it,
   * and ask it what became of it; all others are asked in the end.
   */
  FAITHFUL,
  /**
   * They go to any gateway at any time, and batches that are done come again. Violations that are
   * still open show up here, described in {@code docs/failure-modes.md}.
   */
  ANYWHERE
}
