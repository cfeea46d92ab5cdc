package io.seckill.seckill.outcome;

import io.grpc.ManagedChannel;
import io.seckill.contracts.v1.AskRequest;
import io.seckill.contracts.v1.AskResponse;
import io.seckill.contracts.v1.DeliverRequest;
import io.seckill.contracts.v1.DeliverResponse;
import io.seckill.contracts.v1.ResultsGrpc;
import io.seckill.contracts.v1.ResultsGrpc.ResultsFutureStub;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.springframework.grpc.client.GrpcChannelFactory;
import org.springframework.stereotype.Component;

/**
 * One channel for each gateway, found through the address that its requests carry. A gateway that
 * came and went costs an idle channel without a connection.
 */
@Component
class Gateways implements Delivery {

  /** More addresses than any deployment has: beyond it somebody writes nonsense into the queue. */
  private static final int CHANNELS_MAX = 1_000;

  private final GrpcChannelFactory channels;
  private final Map<String, ManagedChannel> byAddress = new ConcurrentHashMap<>();

  Gateways(GrpcChannelFactory channels) {
    this.channels = channels;
  }

  @Override
  public Future<DeliverResponse> begin(
      String address, DeliverRequest results, int attempt, int timeoutMillis) {
    return gateway(address, attempt, timeoutMillis).deliver(results);
  }

  @Override
  public Future<AskResponse> ask(
      String address, AskRequest question, int attempt, int timeoutMillis) {
    return gateway(address, attempt, timeoutMillis).ask(question);
  }

  private ResultsFutureStub gateway(String address, int attempt, int timeoutMillis) {
    ResultsFutureStub gateway = attempt == 1 ? at(address) : againAt(address);
    return gateway.withDeadlineAfter(timeoutMillis, TimeUnit.MILLISECONDS);
  }

  /** Fails at once where there is no connection. */
  private ResultsFutureStub at(String address) {
    return ResultsGrpc.newFutureStub(channel(address));
  }

  /** Connects anew, whatever earlier failures say, and waits for it as long as the call may. */
  private ResultsFutureStub againAt(String address) {
    ManagedChannel channel = channel(address);
    channel.resetConnectBackoff();
    return ResultsGrpc.newFutureStub(channel).withWaitForReady();
  }

  private ManagedChannel channel(String address) {
    ManagedChannel known = byAddress.get(address);
    if (known != null) {
      return known;
    }
    if (byAddress.size() >= CHANNELS_MAX) {
      throw new IllegalStateException(
          "gateways: %d (expected: fewer; no channel for %s)".formatted(CHANNELS_MAX, address));
    }
    return byAddress.computeIfAbsent(address, target -> channels.createChannel("dns:///" + target));
  }
}
