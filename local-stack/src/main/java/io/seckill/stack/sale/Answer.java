package io.seckill.stack.sale;

/** What a shopper heard, and what that claims about an order. */
public enum Answer {
  /** 200: an order exists or will exist. */
  SUCCESS(Claim.ORDER, "succeeded"),
  /** 409 `sold-out`. */
  SOLD_OUT(Claim.NO_ORDER, "sold out"),
  /** 409 `limit-exceeded`. */
  LIMIT_EXCEEDED(Claim.NO_ORDER, "limited"),
  /** 403 `risk-rejected`. */
  RISK_REJECTED(Claim.NO_ORDER, "risk rejected"),
  /** 409 `sale-not-started`. */
  NOT_STARTED(Claim.NO_ORDER, "not started"),
  /** 410 `sale-ended`. */
  ENDED(Claim.NO_ORDER, "ended"),
  /** 429 `rate-limited`. */
  RATE_LIMITED(Claim.NO_ORDER, "refused: rate-limited"),
  /** 503 `backlogged`. */
  BACKLOGGED(Claim.NO_ORDER, "refused: backlogged"),
  /** 503 of any other type but `outcome-unknown`. */
  UNAVAILABLE(Claim.NO_ORDER, "refused: unavailable"),
  /** 504 `timeout`. */
  TIMEOUT(Claim.NO_ORDER, "timed out"),
  /** Any other 4xx: the request itself was refused. */
  REJECTED(Claim.NO_ORDER, "other errors: rejected"),
  /** 202: decided later, asked for afterwards. */
  ACCEPTED(Claim.NONE, "accepted, decided later"),
  /** 503 `outcome-unknown`. */
  OUTCOME_UNKNOWN(Claim.NONE, "outcome unknown"),
  /** No connection, a connection that broke, or silence until the generator gave up. */
  NO_ANSWER(Claim.NONE, "other errors: no answer"),
  /** An answer that the contract does not know, such as a 500 or a 200 without an order. */
  NOT_UNDERSTOOD(Claim.NONE, "other errors: not understood");

  /** What the shopper may rely on. */
  public enum Claim {
    /** Exactly one order stands, the one that was named. */
    ORDER("told-success"),
    /** No order stands. */
    NO_ORDER("told-failure"),
    /** Nothing: the shopper has to ask again. */
    NONE("told-nothing");

    private final String text;

    Claim(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private final Claim claim;
  private final String label;

  Answer(Claim claim, String label) {
    this.claim = claim;
    this.label = label;
  }

  /** What it claims about an order. */
  public Claim claim() {
    return claim;
  }

  /** How tables name it. */
  public String label() {
    return label;
  }

  /**
   * The answer that an HTTP status and the last part of a problem's type stand for; a 200 is not
   * decided here, since it says more than its status.
   *
   * @param status HTTP status
   * @param problem such as {@code sold-out}; empty where there is no problem type
   */
  static Answer ofProblem(int status, String problem) {
    return switch (problem) {
      case "sold-out" -> SOLD_OUT;
      case "limit-exceeded" -> LIMIT_EXCEEDED;
      case "risk-rejected" -> RISK_REJECTED;
      case "sale-not-started" -> NOT_STARTED;
      case "sale-ended" -> ENDED;
      case "rate-limited" -> RATE_LIMITED;
      case "backlogged" -> BACKLOGGED;
      case "timeout" -> TIMEOUT;
      case "outcome-unknown" -> OUTCOME_UNKNOWN;
      case "" -> status >= 400 && status < 500 ? REJECTED : NOT_UNDERSTOOD;
      default -> status == 503 ? UNAVAILABLE : status < 500 ? REJECTED : NOT_UNDERSTOOD;
    };
  }
}
