package io.seckill.benchmarks.load;

/** What became of one request, by its answer's status. */
public enum Heard {
  /** 200: bought. */
  BOUGHT(Kind.DECIDED),
  /** 403, 409, 410: not bought, for good. */
  NOT_BOUGHT(Kind.DECIDED),
  /** 429: no token. */
  RATE_LIMITED(Kind.REFUSED),
  /** 503 without a place to ask again: the queue is too long, or something is down. */
  UNAVAILABLE(Kind.REFUSED),
  /** 504, or 503 with a place to ask for the result: no decision within the deadline. */
  TIMEOUT(Kind.TIMED_OUT),
  /** The shopper left before there was an answer. */
  LEFT(Kind.TIMED_OUT),
  /** Any other answer, or a connection that broke. */
  BROKEN(Kind.FAILED);

  /** How a report sums them up. */
  public enum Kind {
    DECIDED,
    REFUSED,
    TIMED_OUT,
    FAILED
  }

  private final Kind kind;

  Heard(Kind kind) {
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /**
   * What an answer says.
   *
   * @param location whether it names a place to ask again
   */
  static Heard of(int status, boolean location) {
    return switch (status) {
      case 200 -> BOUGHT;
      case 403, 409, 410 -> NOT_BOUGHT;
      case 429 -> RATE_LIMITED;
      case 503 -> location ? TIMEOUT : UNAVAILABLE;
      case 504 -> TIMEOUT;
      default -> BROKEN;
    };
  }
}
