package io.seckill.seckill.outcome;

import io.seckill.contracts.v1.Outcome;
import io.seckill.seckill.decision.Decision;
import io.seckill.seckill.decision.Result;

/** Decisions in the words of the wire. */
final class Results {

  private Results() {}

  static io.seckill.contracts.v1.Result toWire(Decision decision) {
    Result result = decision.result();
    String requestId = decision.request().requestId();
    return io.seckill.contracts.v1.Result.newBuilder()
        .setRequestId(requestId)
        .setOutcome(outcome(result))
        .setOrderId(orderId(result, requestId))
        .setReason(result.reason())
        .setDeadlineEpochMillis(decision.request().deadlineMillis())
        .build();
  }

  private static String orderId(Result result, String requestId) {
    if (result instanceof Result.Success) {
      return requestId;
    }
    return result instanceof Result.LimitExceeded limit ? limit.earlierOrderId() : "";
  }

  private static Outcome outcome(Result result) {
    if (result instanceof Result.Success) {
      return Outcome.OUTCOME_SUCCESS;
    } else if (result instanceof Result.SoldOut) {
      return Outcome.OUTCOME_SOLD_OUT;
    } else if (result instanceof Result.LimitExceeded) {
      return Outcome.OUTCOME_LIMIT_EXCEEDED;
    } else if (result instanceof Result.RiskRejected) {
      return Outcome.OUTCOME_RISK_REJECTED;
    } else if (result instanceof Result.NotStarted) {
      return Outcome.OUTCOME_NOT_STARTED;
    } else if (result instanceof Result.Ended) {
      return Outcome.OUTCOME_ENDED;
    } else if (result instanceof Result.UnknownSale) {
      return Outcome.OUTCOME_UNKNOWN_SALE;
    } else if (result instanceof Result.KeyReused) {
      return Outcome.OUTCOME_KEY_REUSED;
    } else if (result instanceof Result.Cancelled) {
      return Outcome.OUTCOME_CANCELLED;
    }
    throw new IllegalArgumentException(
        "result: " + result.name() + " (expected: one that a gateway is told)");
  }
}
