package io.seckill.gateway.reply;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.seckill.contracts.v1.AskRequest;
import io.seckill.contracts.v1.AskResponse;
import io.seckill.contracts.v1.DeliverRequest;
import io.seckill.contracts.v1.DeliverResponse;
import io.seckill.contracts.v1.ResultsGrpc;
import io.seckill.crash.CrashPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** gRPC {@code Results}: batches of results in, one verdict for each out. */
@Component
class ResultsEndpoint extends ResultsGrpc.ResultsImplBase {

  private static final int RESULTS_MAX = 1000;
  private static final int BYTES_MAX = 1 << 20;

  private final Incarnation incarnation;
  private final ResultTaker taker;

  ResultsEndpoint(Incarnation incarnation, ResultTaker taker) {
    this.incarnation = incarnation;
    this.taker = taker;
  }

  @Override
  public void deliver(DeliverRequest request, StreamObserver<DeliverResponse> response) {
    int count = request.getResultsCount();
    if (count > RESULTS_MAX) {
      refuse(response, "results: " + count + " (expected: at most " + RESULTS_MAX + ")");
      return;
    }
    if (request.getSerializedSize() > BYTES_MAX) {
      int size = request.getSerializedSize();
      refuse(response, "bytes: " + size + " (expected: at most " + BYTES_MAX + ")");
      return;
    }
    if (!request.getSalesAddress().isEmpty()) {
      taker.heardFrom(request.getSalesAddress());
    }
    DeliverResponse answer = answer(request);
    CrashPoint.AFTER_TELLING.reached();
    response.onNext(answer);
    response.onCompleted();
  }

  @Override
  public void ask(AskRequest request, StreamObserver<AskResponse> response) {
    int count = request.getRequestIdsCount();
    if (count > RESULTS_MAX) {
      refuse(response, "request_ids: " + count + " (expected: at most " + RESULTS_MAX + ")");
      return;
    }
    boolean here = request.getGatewayIncarnation() == incarnation.id();
    List<Standing> standings =
        here
            ? taker.ask(questions(request), request.getAsker())
            : Collections.nCopies(count, Standing.NOT_HERE);
    AskResponse.Builder answer = AskResponse.newBuilder();
    standings.forEach(standing -> answer.addStandings(wire(standing)));
    response.onNext(answer.build());
    response.onCompleted();
  }

  private static List<Question> questions(AskRequest request) {
    List<Question> questions = new ArrayList<>(request.getRequestIdsCount());
    for (int i = 0; i < request.getRequestIdsCount(); i++) {
      boolean told = i < request.getDeadlinesEpochMillisCount();
      questions.add(
          new Question(request.getRequestIds(i), told ? request.getDeadlinesEpochMillis(i) : 0));
    }
    return questions;
  }

  private DeliverResponse answer(DeliverRequest request) {
    DeliverResponse.Builder answer = DeliverResponse.newBuilder();
    if (request.getGatewayIncarnation() != incarnation.id()) {
      return answer
          .addAllVerdicts(
              Collections.nCopies(
                  request.getResultsCount(), io.seckill.contracts.v1.Verdict.VERDICT_NOT_HERE))
          .build();
    }
    List<Result> results = new ArrayList<>(request.getResultsCount());
    boolean[] readable = new boolean[request.getResultsCount()];
    for (int i = 0; i < readable.length; i++) {
      Result result = read(request.getResults(i));
      if (result != null) {
        readable[i] = true;
        results.add(result);
      }
    }
    var verdicts = taker.take(results, request.getAsker()).iterator();
    for (boolean known : readable) {
      answer.addVerdicts(
          known ? wire(verdicts.next()) : io.seckill.contracts.v1.Verdict.VERDICT_NOT_HERE);
    }
    return answer.build();
  }

  /** Null for an outcome of a later version: what cannot be told cannot be decided here. */
  private static @Nullable Result read(io.seckill.contracts.v1.Result result) {
    Outcome outcome =
        switch (result.getOutcome()) {
          case OUTCOME_SUCCESS -> Outcome.SUCCESS;
          case OUTCOME_SOLD_OUT -> Outcome.SOLD_OUT;
          case OUTCOME_LIMIT_EXCEEDED -> Outcome.LIMIT_EXCEEDED;
          case OUTCOME_RISK_REJECTED -> Outcome.RISK_REJECTED;
          case OUTCOME_NOT_STARTED -> Outcome.NOT_STARTED;
          case OUTCOME_ENDED -> Outcome.ENDED;
          case OUTCOME_UNKNOWN_SALE -> Outcome.UNKNOWN_SALE;
          case OUTCOME_KEY_REUSED -> Outcome.KEY_REUSED;
          case OUTCOME_CANCELLED -> Outcome.CANCELLED;
          case OUTCOME_UNSPECIFIED, UNRECOGNIZED -> null;
        };
    if (outcome == null) {
      return null;
    }
    return new Result(
        result.getRequestId(),
        result.getDeadlineEpochMillis(),
        outcome,
        presence(result.getOrderId()),
        presence(result.getReason()));
  }

  private static @Nullable String presence(String text) {
    return text.isEmpty() ? null : text;
  }

  private static io.seckill.contracts.v1.Verdict wire(Verdict verdict) {
    return switch (verdict) {
      case ACCEPTED -> io.seckill.contracts.v1.Verdict.VERDICT_ACCEPTED;
      case DECIDED_OTHERWISE -> io.seckill.contracts.v1.Verdict.VERDICT_DECIDED_OTHERWISE;
      case NOT_HERE -> io.seckill.contracts.v1.Verdict.VERDICT_NOT_HERE;
    };
  }

  private static io.seckill.contracts.v1.Standing wire(Standing standing) {
    return switch (standing) {
      case UNDECIDED -> io.seckill.contracts.v1.Standing.STANDING_UNDECIDED;
      case DECIDED -> io.seckill.contracts.v1.Standing.STANDING_DECIDED;
      case NOT_HERE -> io.seckill.contracts.v1.Standing.STANDING_NOT_HERE;
    };
  }

  private static void refuse(StreamObserver<?> response, String why) {
    response.onError(Status.INVALID_ARGUMENT.withDescription(why).asRuntimeException());
  }
}
