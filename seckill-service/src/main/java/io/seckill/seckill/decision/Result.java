package io.seckill.seckill.decision;

/** How a request was decided. */
public sealed interface Result {

  /** A sentence for the shopper; empty on success. */
  String reason();

  /** The name that metrics and pages use. */
  String name();

  /** Stock is locked; the order will carry the request's id. */
  record Success() implements Result {
    @Override
    public String reason() {
      return "";
    }

    @Override
    public String name() {
      return "SUCCESS";
    }
  }

  /** Fewer units left than asked for. */
  record SoldOut() implements Result {
    @Override
    public String reason() {
      return "The sale has too few units left.";
    }

    @Override
    public String name() {
      return "SOLD_OUT";
    }
  }

  /**
   * More than the sale's units per user.
   *
   * @param earlierOrderId the user's first order in this sale; empty where there is none
   */
  record LimitExceeded(int perUser, String earlierOrderId) implements Result {
    @Override
    public String reason() {
      return "A user may hold at most " + perUser + " units of this sale.";
    }

    @Override
    public String name() {
      return "LIMIT_EXCEEDED";
    }
  }

  /** A rule of risk control said no. */
  record RiskRejected(String reason) implements Result {
    @Override
    public String name() {
      return "RISK_REJECTED";
    }
  }

  /** Before the sale's window. */
  record NotStarted(String reason) implements Result {
    @Override
    public String name() {
      return "NOT_STARTED";
    }
  }

  /** After the sale's window. */
  record Ended(String reason) implements Result {
    @Override
    public String name() {
      return "ENDED";
    }
  }

  /** No such sale. */
  record UnknownSale() implements Result {
    @Override
    public String reason() {
      return "There is no such sale.";
    }

    @Override
    public String name() {
      return "UNKNOWN_SALE";
    }
  }

  /** The same request id came before with another user or quantity. */
  record KeyReused() implements Result {
    @Override
    public String reason() {
      return "This Idempotency-Key was used for another request.";
    }

    @Override
    public String name() {
      return "KEY_REUSED";
    }
  }

  /** It was cancelled before stock was locked. */
  record Cancelled() implements Result {
    @Override
    public String reason() {
      return "The request was cancelled before it was decided.";
    }

    @Override
    public String name() {
      return "CANCELLED";
    }
  }

  /**
   * Another delivery of it may have been refused to the shopper, or another try of it is about to
   * be cancelled: it is not decided anew, and nobody is told.
   */
  record NotAnew() implements Result {
    @Override
    public String reason() {
      return "The request may have been refused before.";
    }

    @Override
    public String name() {
      return "NOT_ANEW";
    }
  }

  /** Its deadline passed before it was worked on: nobody is told, the gateway knows by itself. */
  record Expired() implements Result {
    @Override
    public String reason() {
      return "The deadline passed before the request was worked on.";
    }

    @Override
    public String name() {
      return "EXPIRED";
    }
  }
}
