package io.seckill.system.simulation;

import io.grpc.Status;
import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.DeliverRequest;
import io.seckill.contracts.v1.DeliverResponse;
import io.seckill.contracts.v1.Verdict;
import io.seckill.seckill.OpenedSeckill;
import io.seckill.seckill.intake.IntakeSettings;
import io.seckill.seckill.intake.Redeliveries;
import io.seckill.seckill.outcome.Delivery;
import io.seckill.seckill.sale.CatalogEnd;
import io.seckill.seckill.sale.OpenedSales;
import io.seckill.seckill.signal.Backlog;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;

/** One life of one seckill-service: production's story, with its two listeners. */
final class SeckillProcess {

  private static final int TRIES = 3;

  final Machine machine;
  final OpenedSeckill service;
  private final Cluster cluster;
  private final World world;

  SeckillProcess(Cluster cluster, Machine machine) {
    this.cluster = cluster;
    this.machine = machine;
    this.world = cluster.world;
    Clock clock = machine.clock();
    LongSupplier nanos = machine::nanos;
    LongConsumer pause = this::pause;
    Backlog backlog = () -> new Backlog.Waiting(0, 0, 1);
    Delivery delivery = this::begin;
    CatalogEnd catalogEnd = () -> 0;
    IntakeSettings intake =
        new IntakeSettings(
            world.plan.batchMax, Wiring.settings(IntakeSettings.class).answerMarginMillis());
    Wiring wiring =
        new Wiring()
            .with(intake, clock, nanos, pause, backlog, delivery, catalogEnd, Cluster.NO_METERS)
            .with(cluster.redis.client(machine), consumers())
            .with(
                new LogProducer(world, cluster.log, machine, cluster.sabotage)
                    .template(cluster.templates))
            .with(OpenedSales.Records.of(cluster.sales));
    this.service = new OpenedSeckill(wiring);
    Redeliveries redeliveries = wiring.the(Redeliveries.class);
    world.add(
        new Subscriber(
            machine,
            cluster.log,
            cluster.requests,
            intake.batchMax(),
            partition -> assigned(redeliveries, partition),
            service::requests));
    world.add(
        new Subscriber(
            machine,
            cluster.log,
            cluster.ledgerOfStock,
            5,
            partition -> {},
            records -> once(() -> service.ledger(records))));
  }

  /** A batch that is one step. */
  static BooleanSupplier once(Runnable step) {
    boolean[] done = new boolean[1];
    return () -> {
      if (done[0]) {
        return false;
      }
      step.run();
      done[0] = true;
      return true;
    };
  }

  private void assigned(Redeliveries redeliveries, int number) {
    TopicPartition partition = new TopicPartition(Topics.REQUESTS, number);
    Consumer<?, ?> consumer =
        (Consumer<?, ?>)
            Proxy.newProxyInstance(
                SeckillProcess.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                (proxy, method, args) -> Map.of(partition, cluster.log.end(partition)));
    redeliveries.onPartitionsAssigned(consumer, List.of(partition));
  }

  private ConsumerFactory<byte[], byte[]> consumers() {
    @SuppressWarnings("unchecked")
    ConsumerFactory<byte[], byte[]> factory =
        (ConsumerFactory<byte[], byte[]>)
            Proxy.newProxyInstance(
                SeckillProcess.class.getClassLoader(),
                new Class<?>[] {ConsumerFactory.class},
                (proxy, method, args) -> new LogConsumer(world, cluster.log, machine).consumer());
    return factory;
  }

  private void pause(long nanos) {
    world.pass(Math.max(500, nanos / 1_000_000));
    world.door(machine);
  }

  /** gRPC to a gateway: it may be gone, the call may be lost, late, or its answer may be. */
  private Future<DeliverResponse> begin(
      String address, DeliverRequest results, int attempt, int timeoutMillis) {
    world.door(machine);
    GatewayProcess gateway = cluster.gatewayAt(address);
    DeliverResponse response = null;
    int fault = world.fault(world.plan.rpcFaults) ? 1 + world.pick(3) : 0;
    if (!gateway.machine.awake() || fault == 1) {
      world.trace.say(machine.name, "cannot reach %s", address);
    } else if (fault == 2) {
      world.trace.say(machine.name, "reaches %s late", address);
      world.after(
          world.pick(3_000),
          () -> {
            if (gateway.machine.awake()) {
              gateway.deliver(results);
            }
          });
    } else {
      response = gateway.deliver(results);
      if (world.trace.kept()) {
        world.trace.say(
            machine.name, "tells %s %s -> %s", address, Said.of(results), Said.of(response));
      }
      if (fault == 3) {
        world.trace.say(machine.name, "does not hear the verdicts");
        response = null;
      }
    }
    world.door(machine);
    return answer(results, response, attempt);
  }

  private Future<DeliverResponse> answer(
      DeliverRequest results, DeliverResponse response, int attempt) {
    if (response != null) {
      return CompletableFuture.completedFuture(response);
    }
    world.pass(world.pick(200));
    if (cluster.sabotage == Sabotage.CANCEL_ON_DOUBT && attempt == TRIES) {
      return CompletableFuture.completedFuture(
          DeliverResponse.newBuilder()
              .addAllVerdicts(
                  Collections.nCopies(results.getResultsCount(), Verdict.VERDICT_DECIDED_OTHERWISE))
              .build());
    }
    return CompletableFuture.failedFuture(Status.UNAVAILABLE.asException());
  }
}
