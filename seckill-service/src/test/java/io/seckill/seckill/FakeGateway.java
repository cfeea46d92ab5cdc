package io.seckill.seckill;

import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.stub.StreamObserver;
import io.seckill.contracts.v1.DeliverRequest;
import io.seckill.contracts.v1.DeliverResponse;
import io.seckill.contracts.v1.Result;
import io.seckill.contracts.v1.ResultsGrpc;
import io.seckill.contracts.v1.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Takes results as a gateway does, over real gRPC. */
final class FakeGateway extends ResultsGrpc.ResultsImplBase {

  private final Server server;
  private final String address;
  private final Map<String, List<Result>> results = new ConcurrentHashMap<>();
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private volatile long takesNanos;
  private volatile Function<Result, Verdict> verdict = result -> Verdict.VERDICT_ACCEPTED;

  FakeGateway() throws IOException {
    server = ServerBuilder.forPort(0).addService(this).build().start();
    address = "127.0.0.1:" + server.getPort();
  }

  @Override
  public void deliver(DeliverRequest request, StreamObserver<DeliverResponse> observer) {
    LockSupport.parkNanos(takesNanos);
    DeliverResponse.Builder response = DeliverResponse.newBuilder();
    for (Result result : request.getResultsList()) {
      results
          .computeIfAbsent(result.getRequestId(), id -> new CopyOnWriteArrayList<>())
          .add(result);
      told.add(result.getRequestId());
      response.addVerdicts(verdict.apply(result));
    }
    observer.onNext(response.build());
    observer.onCompleted();
  }

  String address() {
    return address;
  }

  void answerWith(Function<Result, Verdict> verdicts) {
    verdict = verdicts;
  }

  /** Each delivery takes so long from now on. */
  void takeYourTime(Duration duration) {
    takesNanos = duration.toNanos();
  }

  /** Requests in the order in which their results came. */
  List<String> told() {
    return told;
  }

  List<Result> resultsOf(String requestId) {
    return results.getOrDefault(requestId, List.of());
  }

  void stop() {
    server.shutdownNow();
  }
}
