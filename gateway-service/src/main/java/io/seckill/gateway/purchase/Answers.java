package io.seckill.gateway.purchase;

import io.seckill.gateway.admission.limit.Refusal;
import io.seckill.gateway.door.Json;
import io.seckill.gateway.door.Problem;
import io.seckill.gateway.purchase.Answer.Told;
import io.seckill.gateway.purchase.waiting.Entry;
import io.seckill.gateway.purchase.waiting.State;
import io.seckill.gateway.reply.Outcome;
import org.jspecify.annotations.Nullable;

/** The words for each outcome: status, kind of problem, sentence. */
final class Answers {

  private record Refused(Refusal refusal, Answer answer) {}

  private static volatile @Nullable Refused lastRefused;

  private Answers() {}

  /** For a request in its last state. */
  static Answer last(Entry entry) {
    State state = entry.state();
    if (state instanceof State.Decided decided) {
      return decided.outcome() == Outcome.SUCCESS ? success(entry) : refused(entry, decided);
    }
    if (state == State.Open.TIMEOUT) {
      return timeout(entry, "No decision within the deadline; the request was cancelled.");
    }
    return state == State.Open.UNSENT
        ? unavailable("The request could not be queued; nothing was begun.")
        : unknown(entry);
  }

  private static Answer success(Entry entry) {
    String id = entry.requestId();
    byte[] body =
        Json.object()
            .plain("requestId", id)
            .plain("saleId", entry.saleId())
            .plain("outcome", "SUCCESS")
            .plain("orderId", id)
            .member("quantity", entry.quantity())
            .bytes();
    return Answer.ok(Told.SUCCESS, 200, body);
  }

  private static Answer refused(Entry entry, State.Decided decided) {
    return switch (decided.outcome()) {
      case SOLD_OUT ->
          problem(entry, decided, Told.SOLD_OUT, 409, "sold-out", "Sold out", "No stock is left.");
      case LIMIT_EXCEEDED -> limitExceeded(entry, decided);
      case RISK_REJECTED ->
          problem(
              entry, decided, Told.RISK_REJECTED, 403, "risk-rejected", "Rejected", "Not allowed.");
      case NOT_STARTED ->
          problem(
              entry,
              decided,
              Told.NOT_STARTED,
              409,
              "sale-not-started",
              "Not started",
              "The sale has not started.");
      case ENDED ->
          problem(entry, decided, Told.ENDED, 410, "sale-ended", "Ended", "The sale is over.");
      case UNKNOWN_SALE ->
          Answer.of(
              Told.UNKNOWN_SALE, about(entry, Problem.unknownSale(entry.saleId()), "UNKNOWN_SALE"));
      case KEY_REUSED -> keyReused();
      case CANCELLED -> timeout(entry, "The request was cancelled before it was decided.");
      case SUCCESS -> throw new IllegalStateException("a success is no refusal");
    };
  }

  private static Answer limitExceeded(Entry entry, State.Decided decided) {
    Problem problem =
        about(
            entry,
            Problem.of(
                409,
                "limit-exceeded",
                "Limit exceeded",
                sentence(decided, "More than one shopper may buy in this sale.")),
            "LIMIT_EXCEEDED");
    String earlier = decided.orderId();
    return Answer.of(
        Told.LIMIT_EXCEEDED, earlier == null ? problem : problem.with("orderId", earlier));
  }

  private static Answer problem(
      Entry entry,
      State.Decided decided,
      Told told,
      int status,
      String name,
      String title,
      String sentence) {
    Problem problem = Problem.of(status, name, title, sentence(decided, sentence));
    return Answer.of(told, about(entry, problem, told.name()));
  }

  private static Answer timeout(Entry entry, String detail) {
    Problem problem = Problem.of(504, "timeout", "Timed out", detail);
    return Answer.of(Told.TIMEOUT, about(entry, problem, "TIMEOUT"));
  }

  /** The deadline passed and the cancellation is not known to be durable. */
  static Answer unknown(Entry entry) {
    Problem problem =
        Problem.of(
            503,
            "outcome-unknown",
            "Outcome unknown",
            "The deadline passed and the request could be neither decided nor cancelled yet;"
                + " ask at the location.");
    return Answer.of(Told.OUTCOME_UNKNOWN, about(entry, problem, "PENDING")).at(path(entry));
  }

  /** The request is queued; the shopper did not want to wait. */
  static Answer accepted(Entry entry) {
    byte[] body =
        Json.object()
            .plain("requestId", entry.requestId())
            .plain("saleId", entry.saleId())
            .plain("outcome", "PENDING")
            .bytes();
    return Answer.ok(Told.ACCEPTED, 202, body).at(path(entry));
  }

  static Answer keyReused() {
    return Answer.of(
        Told.KEY_REUSED,
        Problem.of(
            422,
            "idempotency-key-reused",
            "Idempotency-Key reused",
            "The same Idempotency-Key came with another sale or quantity before."));
  }

  /** Made once as long as it says the same: a crowd of refused ones hears it. */
  static Answer rateLimited(Refusal refusal) {
    Refused last = lastRefused;
    if (last == null || !last.refusal().equals(refusal)) {
      last = new Refused(refusal, rateLimitedAnew(refusal));
      lastRefused = last;
    }
    return last.answer();
  }

  private static Answer rateLimitedAnew(Refusal refusal) {
    String detail =
        switch (refusal.limit()) {
          case "user" -> "This user asks too often; come again.";
          case "address" -> "Too many requests come from this address; come again.";
          default -> "No token is left; come again.";
        };
    Problem problem =
        Problem.of(429, "rate-limited", "Too many requests", detail)
            .with("outcome", "RATE_LIMITED")
            .retryAfter(refusal.retryAfterSeconds());
    return Answer.of(Told.RATE_LIMITED, RateLimitFields.on(problem, refusal));
  }

  /** Known here, without asking: there is no request that could be asked for later. */
  static Answer soldOut(String saleId) {
    return Answer.of(
        Told.KNOWN_SOLD_OUT,
        Problem.of(409, "sold-out", "Sold out", "No stock is left.")
            .with("saleId", saleId)
            .with("outcome", "SOLD_OUT"));
  }

  /** The queue is so long that the deadline would pass first. */
  static Answer backlogged(long waitMillis) {
    return Answer.of(
        Told.BACKLOGGED,
        Problem.of(
                503,
                "backlogged",
                "Backlogged",
                "The queue is longer than the deadline: about %.1f s.".formatted(waitMillis / 1e3))
            .with("outcome", "BACKLOGGED")
            .retryAfter((int) Math.min(60, Math.max(1, (waitMillis + 999) / 1000))));
  }

  static Answer tooManyRepeats() {
    return Answer.of(
        Told.RATE_LIMITED,
        Problem.of(
                429,
                "rate-limited",
                "Too many requests",
                "The same request is being waited for too many times.")
            .with("outcome", "RATE_LIMITED")
            .retryAfter(1));
  }

  static Answer unavailable(String detail) {
    return Answer.of(Told.UNAVAILABLE, Problem.unavailable(detail));
  }

  static Answer unknownSale(String saleId) {
    return Answer.of(Told.UNKNOWN_SALE, Problem.unknownSale(saleId));
  }

  /** Where a request's result can be asked for. */
  private static String path(Entry entry) {
    return "/api/requests/" + entry.requestId();
  }

  private static Problem about(Entry entry, Problem problem, String outcome) {
    return problem
        .with("requestId", entry.requestId())
        .with("saleId", entry.saleId())
        .with("outcome", outcome);
  }

  private static String sentence(State.Decided decided, String otherwise) {
    @Nullable String reason = decided.reason();
    return reason == null ? otherwise : reason;
  }
}
