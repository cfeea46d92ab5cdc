package io.seckill.system.simulation;

import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.seckill.contracts.v1.AskRequest;
import io.seckill.contracts.v1.AskResponse;
import io.seckill.contracts.v1.CloseRequest;
import io.seckill.contracts.v1.CloseResponse;
import io.seckill.contracts.v1.DeliverRequest;
import io.seckill.contracts.v1.DeliverResponse;
import io.seckill.contracts.v1.GetReservationRequest;
import io.seckill.contracts.v1.SaleState;
import io.seckill.contracts.v1.SalesGrpc;
import io.seckill.gateway.admission.bucket.TokenSource;
import io.seckill.gateway.handoff.OpenedHandoff;
import io.seckill.gateway.handoff.ReplyTo;
import io.seckill.gateway.purchase.OpenedGateway;
import io.seckill.gateway.reply.Incarnation;
import io.seckill.gateway.sale.SalesCalls;
import io.seckill.seckill.OpenedSeckill;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** One life of one gateway: production's register, deadlines and doors. */
final class GatewayProcess {

  final Machine machine;
  final OpenedGateway gateway;
  private final Cluster cluster;

  GatewayProcess(Cluster cluster, Machine machine) {
    this.cluster = cluster;
    this.machine = machine;
    World world = cluster.world;
    Clock clock = machine.clock();
    Incarnation incarnation = new Incarnation();
    OpenedHandoff handoff =
        new OpenedHandoff(
            new LogProducer(world, cluster.log, machine, cluster.sabotage).producer(),
            new ReplyTo(machine.name + ":9090", incarnation.id()),
            clock,
            machine::nanos);
    LongSupplier nanos = machine::nanos;
    Wiring wiring =
        new Wiring()
            .with(clock, nanos, incarnation, Cluster.NO_METERS, new Calls(), new AllTokens())
            .with(OpenedGateway.deadline(world.plan.deadlineMillis))
            .with(handoff.queue(), handoff.ledger());
    this.gateway = new OpenedGateway(wiring);
    add(handoff::publish);
    add(
        () -> {
          gateway.sweep();
          return world.isCalm() && gateway.pending() > 0;
        });
  }

  private void add(World.Actor actor) {
    cluster.world.add(
        () -> {
          try {
            return machine.awake() && actor.act();
          } catch (Machine.Killed e) {
            return true;
          }
        });
  }

  /** A call that arrived. */
  DeliverResponse deliver(DeliverRequest results) {
    return gateway.deliver(results);
  }

  /** A question that arrived. */
  AskResponse ask(AskRequest question) {
    return gateway.ask(question);
  }

  private static final class AllTokens implements TokenSource {

    @Override
    public boolean tryTake() {
      return true;
    }

    @Override
    public long available() {
      return 1;
    }
  }

  /** gRPC to a seckill-service that answers, whichever does. */
  private final class Calls implements SalesCalls {

    @Override
    @SuppressWarnings("unchecked")
    public <Q, R> CompletableFuture<R> call(MethodDescriptor<Q, R> method, Q request) {
      CompletableFuture<R> answer = new CompletableFuture<>();
      if (method == SalesGrpc.getGetSaleMethod()) {
        answer.complete((R) SaleState.getDefaultInstance());
        return answer;
      }
      if (method == SalesGrpc.getCloseMethod()
          && cluster.sabotage == Sabotage.CANCEL_WITHOUT_CLOSING) {
        int many = ((CloseRequest) request).getRequestIdsCount();
        answer.complete(
            (R) CloseResponse.newBuilder().addAllClosed(Collections.nCopies(many, true)).build());
        return answer;
      }
      List<SeckillProcess> awake =
          cluster.seckillServices.stream().filter(each -> each.machine.awake()).toList();
      if (awake.isEmpty() || cluster.world.fault(cluster.world.plan.rpcFaults / 2)) {
        answer.completeExceptionally(Status.UNAVAILABLE.asException());
        return answer;
      }
      CompletableFuture<R> heard = new CompletableFuture<>();
      try {
        call(
            awake.get(cluster.world.pick(awake.size())).service,
            request,
            (StreamObserver) new Into<>(heard));
      } catch (Machine.Killed e) {
        heard.completeExceptionally(Status.UNAVAILABLE.asException());
      }
      if (!machine.alive() || cluster.world.fault(cluster.world.plan.rpcFaults / 2)) {
        answer.completeExceptionally(Status.UNAVAILABLE.asException());
        return answer;
      }
      return heard;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void call(OpenedSeckill service, Object request, StreamObserver answer) {
      if (request instanceof CloseRequest close) {
        service.close(close, answer);
      } else {
        service.reservation((GetReservationRequest) request, answer);
      }
    }

    @Override
    public void learn(String address) {
      // All are known.
    }
  }

  private record Into<R>(CompletableFuture<R> answer) implements StreamObserver<R> {

    @Override
    public void onNext(R value) {
      answer.complete(value);
    }

    @Override
    public void onError(Throwable error) {
      answer.completeExceptionally(error);
    }

    @Override
    public void onCompleted() {}
  }
}
