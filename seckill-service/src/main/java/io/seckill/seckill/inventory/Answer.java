package io.seckill.seckill.inventory;

/**
 * What the inventory says to one claim.
 *
 * @param earlierRequestId with {@link Kind#OVER_LIMIT}: the user's first reservation, or empty
 */
public record Answer(Kind kind, String earlierRequestId) {

  /** The kinds of answers. */
  public enum Kind {
    /** Units are locked, now. */
    RESERVED,
    /** Units were locked before, for the same request. */
    HELD,
    /** Units are locked under this id for another user or quantity. */
    HELD_OTHERWISE,
    /**
     * Another try of the request has its units or is about to cancel it, or this one may have been
     * refused before: it gets none, and what becomes of the request is not known yet.
     */
    LEFT_ALONE,
    /** A look-up found nothing. */
    NOT_HELD,
    /** The request was cancelled. */
    CANCELLED,
    /** The deadline is long past. */
    EXPIRED,
    /** Too few units left. */
    SOLD_OUT,
    /** More than the sale's units per user. */
    OVER_LIMIT
  }

  static Answer parse(String code) {
    return switch (code.charAt(0)) {
      case 'R' -> new Answer(Kind.RESERVED, "");
      case 'A' -> new Answer(Kind.HELD, "");
      case 'K' -> new Answer(Kind.HELD_OTHERWISE, "");
      case 'O' -> new Answer(Kind.LEFT_ALONE, "");
      case 'N' -> new Answer(Kind.NOT_HELD, "");
      case 'C' -> new Answer(Kind.CANCELLED, "");
      case 'X' -> new Answer(Kind.EXPIRED, "");
      case 'S' -> new Answer(Kind.SOLD_OUT, "");
      case 'L' -> new Answer(Kind.OVER_LIMIT, code.substring(1));
      default ->
          throw new IllegalStateException("code: '" + code + "' (expected: one of RAKONCXSL)");
    };
  }

  /** Whether units are locked for the request. */
  public boolean holdsUnits() {
    return kind == Kind.RESERVED || kind == Kind.HELD;
  }
}
