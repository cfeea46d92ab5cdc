package io.seckill.seckill.inventory;

import io.seckill.seckill.decision.Request;

/** A request at the counter, and how it is to be served. */
public record Claim(Request request, Mode mode) {

  /** How a claim is served. */
  public enum Mode {
    /** Lock units where there are any. */
    RESERVE("R"),
    /** The same for what may be a repeat: its refusal is remembered. */
    RESERVE_REPEAT("M"),
    /** The ledger has it: lock its units, whatever its deadline. */
    ADOPT("A"),
    /** Lock nothing, tell only whether units are locked already. */
    LOOK_UP("L"),
    /** The same for what may be a repeat: where nothing is locked, nothing will be. */
    LOOK_UP_REPEAT("F");

    final String code;

    Mode(String code) {
      this.code = code;
    }
  }
}
