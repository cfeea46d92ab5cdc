package io.seckill.gateway.sale;

import io.grpc.CallOptions;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.seckill.contracts.v1.ListSalesRequest;
import io.seckill.contracts.v1.SalesGrpc;
import io.seckill.tracing.Traces;
import io.seckill.tracing.grpc.TracedCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Calls a seckill-service, and the next one where the first cannot be used. Never blocks. */
@Component
final class SalesChannels implements SalesCalls, AutoCloseable {

  private static final int LEARNED_MAX = 64;
  private static final int TRIES_MAX = 3;
  private static final int KEEPALIVE_SECONDS = 10;
  private static final int KEEPALIVE_TIMEOUT_SECONDS = 2;

  private final Map<String, ManagedChannel> channels = new ConcurrentHashMap<>();
  private final List<String> configured;
  private final SalesSettings settings;
  private final TracedCalls traced;
  private volatile String preferred;

  SalesChannels(SalesSettings settings, Traces traces) {
    this.configured = List.copyOf(settings.addresses());
    this.settings = settings;
    this.traced = new TracedCalls(traces);
    this.preferred = configured.get(0);
    configured.forEach(address -> channels.put(address, open(address)));
    warmUp();
  }

  /** The first call opens the connection; better that no shopper waits for it. */
  private void warmUp() {
    ListSalesRequest any = ListSalesRequest.newBuilder().setSize(1).build();
    CompletableFuture<?> ignored = call(SalesGrpc.getListSalesMethod(), any);
  }

  @Override
  public void learn(String address) {
    if (!channels.containsKey(address) && channels.size() < configured.size() + LEARNED_MAX) {
      channels.computeIfAbsent(address, this::open);
    }
  }

  @Override
  public <Q, R> CompletableFuture<R> call(MethodDescriptor<Q, R> method, Q request) {
    CompletableFuture<R> answer = new CompletableFuture<>();
    call(method, request, answer, inOrder(), 0);
    return answer;
  }

  private <Q, R> void call(
      MethodDescriptor<Q, R> method,
      Q request,
      CompletableFuture<R> answer,
      List<String> addresses,
      int index) {
    String address = addresses.get(index);
    ManagedChannel channel = channels.get(address);
    boolean last = index + 1 == addresses.size() || index + 1 == TRIES_MAX;
    if (channel == null) {
      fail(method, request, answer, addresses, index, last, Status.UNAVAILABLE.asException());
      return;
    }
    ClientCalls.asyncUnaryCall(
        channel.newCall(method, options(method, channel, last)),
        request,
        new StreamObserver<R>() {
          @Override
          public void onNext(R value) {
            preferred = address;
            answer.complete(value);
          }

          @Override
          public void onError(Throwable error) {
            forget(address, error);
            fail(method, request, answer, addresses, index, last, error);
          }

          @Override
          public void onCompleted() {
            // A server that completes without a value has not answered.
            answer.completeExceptionally(Status.INTERNAL.asException());
          }
        });
  }

  private CallOptions options(MethodDescriptor<?, ?> method, ManagedChannel channel, boolean last) {
    int millis =
        method == SalesGrpc.getCreateSaleMethod() ? settings.createMillis() : settings.callMillis();
    CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(millis, TimeUnit.MILLISECONDS);
    if (channel.getState(false) != ConnectivityState.TRANSIENT_FAILURE) {
      return options;
    }
    // Left to itself the channel would wait up to two minutes before it looks again.
    channel.resetConnectBackoff();
    return last ? options.withWaitForReady() : options;
  }

  private <Q, R> void fail(
      MethodDescriptor<Q, R> method,
      Q request,
      CompletableFuture<R> answer,
      List<String> addresses,
      int index,
      boolean last,
      Throwable error) {
    Status.Code code = Status.fromThrowable(error).getCode();
    boolean another =
        code == Status.Code.UNAVAILABLE
            || code == Status.Code.DEADLINE_EXCEEDED
            // It is there, and has as many questions as it answers at a time.
            || code == Status.Code.RESOURCE_EXHAUSTED;
    if (another && !last) {
      call(method, request, answer, addresses, index + 1);
    } else {
      answer.completeExceptionally(error);
    }
  }

  /** A learned address that is gone is learned again when somebody serves there again. */
  private void forget(String address, Throwable error) {
    boolean gone = Status.fromThrowable(error).getCode() == Status.Code.UNAVAILABLE;
    if (gone && !configured.contains(address)) {
      ManagedChannel channel = channels.remove(address);
      if (channel != null) {
        channel.shutdown();
      }
    }
  }

  /** What is known of the connection to each service; one that is at rest counts as well. */
  Map<String, Boolean> reachable() {
    Map<String, Boolean> reachable = new TreeMap<>();
    channels.forEach(
        (address, channel) ->
            reachable.put(address, channel.getState(false) != ConnectivityState.TRANSIENT_FAILURE));
    return reachable;
  }

  private List<String> inOrder() {
    List<String> addresses = new ArrayList<>(channels.keySet());
    String first = preferred;
    if (addresses.remove(first)) {
      addresses.add(0, first);
    }
    return addresses;
  }

  private ManagedChannel open(String address) {
    return NettyChannelBuilder.forTarget(address)
        .usePlaintext()
        // Answers are only passed on, which never blocks.
        .directExecutor()
        .intercept(traced)
        .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS)
        .keepAliveTimeout(KEEPALIVE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .build();
  }

  @Override
  public void close() {
    channels.values().forEach(ManagedChannel::shutdownNow);
  }
}
