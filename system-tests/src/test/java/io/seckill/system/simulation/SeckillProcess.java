package io.seckill.system.simulation;

import io.grpc.Status;
import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.AskRequest;
import io.seckill.contracts.v1.AskResponse;
import io.seckill.contracts.v1.DeliverRequest;
import io.seckill.contracts.v1.DeliverResponse;
import io.seckill.contracts.v1.Standing;
import io.seckill.contracts.v1.Verdict;
import io.seckill.seckill.OpenedSeckill;
import io.seckill.seckill.intake.IntakeSettings;
import io.seckill.seckill.intake.Redeliveries;
import io.seckill.seckill.ledger.LedgerOffsets;
import io.seckill.seckill.outcome.Delivery;
import io.seckill.seckill.sale.CatalogEnd;
import io.seckill.seckill.sale.OpenedSales;
import io.seckill.seckill.signal.Backlog;
import io.seckill.tracing.Traces;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntToLongFunction;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;

/** One life of one seckill-service: production's story, with its two listeners. */
final class SeckillProcess {

  private static final int TRIES = 3;
  private static final Exception UNAVAILABLE = Status.UNAVAILABLE.asException();

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
    Backlog backlog = () -> new Backlog.Waiting(0, 0, 0, 1);
    Delivery delivery = new Gateways();
    CatalogEnd catalogEnd = () -> 0;
    IntakeSettings intake =
        new IntakeSettings(
            world.plan.batchMax, Wiring.settings(IntakeSettings.class).answerMarginMillis());
    Wiring wiring =
        new Wiring()
            .with(intake, clock, nanos, pause, backlog, delivery, catalogEnd, Cluster.NO_METERS)
            .with(cluster.redis.client(machine), consumers(), new Offsets())
            .with(
                new LogProducer(world, cluster.log, machine, cluster.sabotage)
                    .template(cluster.templates))
            .with(OpenedSales.Records.of(cluster.sales), Traces.none());
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

  /** The brokers' word on the ledger, each of them a call. */
  private final class Offsets implements LedgerOffsets {

    @Override
    public Map<Integer, Long> ends() {
      world.door(machine);
      return byPartition(number -> cluster.log.records(Topics.RESERVATIONS, number).size());
    }

    @Override
    public Map<Integer, Long> followed() {
      world.door(machine);
      return cluster.sabotage == Sabotage.ANSWER_BEFORE_FOLLOWED
          ? byPartition(number -> Long.MAX_VALUE)
          : byPartition(cluster.ledgerOfStock::committed);
    }

    private Map<Integer, Long> byPartition(IntToLongFunction offset) {
      Map<Integer, Long> offsets = new HashMap<>();
      for (int number = 0; number < cluster.log.partitions(Topics.RESERVATIONS); number++) {
        offsets.put(number, offset.applyAsLong(number));
      }
      return offsets;
    }
  }

  private void pause(long nanos) {
    world.pass(Math.max(500, nanos / 1_000_000));
    world.door(machine);
  }

  /** gRPC to gateways: they may be gone, calls may be lost, late, or their answers may be. */
  private final class Gateways implements Delivery {

    @Override
    public Future<DeliverResponse> begin(
        String address, DeliverRequest results, int attempt, int timeoutMillis) {
      DeliverResponse response = call(address, gateway -> gateway.deliver(results));
      if (world.trace.kept() && response != null) {
        world.trace.say(
            machine.name, "tells %s %s -> %s", address, Said.of(results), Said.of(response));
      }
      boolean doubted = response == null && attempt == TRIES;
      return doubted && cluster.sabotage == Sabotage.CANCEL_ON_DOUBT
          ? CompletableFuture.completedFuture(
              DeliverResponse.newBuilder()
                  .addAllVerdicts(
                      Collections.nCopies(
                          results.getResultsCount(), Verdict.VERDICT_DECIDED_OTHERWISE))
                  .build())
          : answer(response);
    }

    @Override
    public Future<AskResponse> ask(
        String address, AskRequest question, int attempt, int timeoutMillis) {
      if (cluster.sabotage.decidesRepeatsAnew()) {
        return answer(
            AskResponse.newBuilder()
                .addAllStandings(
                    Collections.nCopies(question.getRequestIdsCount(), Standing.STANDING_UNDECIDED))
                .build());
      }
      AskResponse response = call(address, gateway -> gateway.ask(question));
      if (world.trace.kept() && response != null) {
        world.trace.say(
            machine.name, "asks %s for %s -> %s", address, Said.of(question), Said.of(response));
      }
      return answer(response);
    }

    /** What the gateway answers; null where nothing is heard of it. */
    private <R> R call(String address, Function<GatewayProcess, R> call) {
      world.door(machine);
      GatewayProcess gateway = cluster.gatewayAt(address);
      R response = null;
      int fault = world.fault(world.plan.rpcFaults) ? 1 + world.pick(3) : 0;
      if (!gateway.machine.awake() || fault == 1) {
        world.trace.say(machine.name, "cannot reach %s", address);
      } else if (fault == 2) {
        world.trace.say(machine.name, "reaches %s late", address);
        world.after(
            world.pick(3_000),
            () -> {
              if (gateway.machine.awake()) {
                R unused = call.apply(gateway);
              }
            });
      } else {
        response = call.apply(gateway);
        if (fault == 3) {
          world.trace.say(machine.name, "does not hear the answer of %s", address);
          response = null;
        }
      }
      world.door(machine);
      return response;
    }

    private <R> Future<R> answer(R response) {
      if (response != null) {
        return CompletableFuture.completedFuture(response);
      }
      world.pass(world.pick(200));
      return CompletableFuture.failedFuture(UNAVAILABLE);
    }
  }
}
