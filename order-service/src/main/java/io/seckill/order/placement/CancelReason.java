package io.seckill.order.placement;

/** Why a request has no claim to stock any more. */
public enum CancelReason {
  /** The gateway's deadline passed: the shopper heard 504. */
  DEADLINE("deadline"),
  /** The gateway had already decided otherwise. */
  DECIDED_OTHERWISE("decided-otherwise"),
  /** Reserved under a fence that fell. */
  FENCED("fenced"),
  /** Nobody paid in time. */
  UNPAID("unpaid"),
  /** A reason that a later version of the ledger knows; the cancel itself is no less true. */
  UNSPECIFIED("unspecified");

  private final String word;

  CancelReason(String word) {
    this.word = word;
  }

  /** As events, the database and the API write it. */
  public String word() {
    return word;
  }
}
