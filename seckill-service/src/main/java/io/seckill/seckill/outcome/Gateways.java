package io.seckill.seckill.outcome;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.seckill.contracts.v1.AskRequest;
import io.seckill.contracts.v1.AskResponse;
import io.seckill.contracts.v1.DeliverRequest;
import io.seckill.contracts.v1.DeliverResponse;
import io.seckill.contracts.v1.ResultsGrpc;
import io.seckill.contracts.v1.ResultsGrpc.ResultsFutureStub;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Calls gateways at the addresses that their requests carry. */
@Component
class Gateways implements Delivery {

  private final Channels channels;

  Gateways(Channels channels) {
    this.channels = channels;
  }

  @Override
  public Future<DeliverResponse> begin(
      String address, DeliverRequest results, int attempt, int timeoutMillis) {
    return call(address, attempt, timeoutMillis, gateway -> gateway.deliver(results));
  }

  @Override
  public Future<AskResponse> ask(
      String address, AskRequest question, int attempt, int timeoutMillis) {
    return call(address, attempt, timeoutMillis, gateway -> gateway.ask(question));
  }

  /** What cannot be called is a gateway that does not answer: the others have their calls. */
  private <R> Future<R> call(
      String address, int attempt, int timeoutMillis, Function<ResultsFutureStub, Future<R>> call) {
    ResultsFutureStub gateway;
    try {
      gateway = attempt == 1 ? at(address) : againAt(address);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(
          Status.UNAVAILABLE.withDescription(e.getMessage()).withCause(e).asException());
    }
    return call.apply(gateway.withDeadlineAfter(timeoutMillis, TimeUnit.MILLISECONDS));
  }

  /** Fails at once where there is no connection. */
  private ResultsFutureStub at(String address) {
    return ResultsGrpc.newFutureStub(channels.to(address));
  }

  /** Connects anew, whatever earlier failures say, and waits for it as long as the call may. */
  private ResultsFutureStub againAt(String address) {
    ManagedChannel channel = channels.to(address);
    channel.resetConnectBackoff();
    return ResultsGrpc.newFutureStub(channel).withWaitForReady();
  }
}
