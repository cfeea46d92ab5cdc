package io.seckill.system.simulation;

import io.seckill.contracts.Topics;
import io.seckill.seckill.decision.Sale;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * A walk, step by step, in a world in which nothing else fails. One unit; a writer reserves it and
 * stands still before its ledger entry. Redis is lost, the stock is made anew without it, and
 * another one wins the unit. The first writer's entry arrives, Redis is lost once more, and the
 * stock is made anew from a ledger that holds both.
 */
final class TwoLosses {

  private static final int ROUNDS_MAX = 600;

  private final World world = worldOfOneUnit();
  private final Cluster cluster;
  private final Crowd crowd;
  private final Sale sale;
  private SeckillProcess slow;
  private SeckillProcess quick;

  TwoLosses(Sabotage sabotage) {
    cluster = new Cluster(world, sabotage);
    crowd = new Crowd(cluster);
    sale = cluster.sales.get(0);
    slow = cluster.seckillServices.get(0);
    quick = cluster.seckillServices.get(1);
  }

  /**
   * Walks it, lets all settle, and looks at the guarantees.
   *
   * @param writerDies before it can look at the fence again
   */
  Simulation.Result walk(boolean writerDies) {
    boolean unused = world.settle(20);
    Crowd.Purchase first = buy("user0");
    only(slow);
    if (!within(20, this::nothingIsLeft)) {
      // The partition is the other one's.
      slow = quick;
      quick = cluster.seckillServices.get(0);
      only(slow);
      until(this::nothingIsLeft);
    }
    require(reservations() == 0);
    cluster.redis.wipe();
    Crowd.Purchase second = buy("user1");
    only(quick);
    until(() -> second.wasTold("SUCCESS"));
    only(slow);
    until(() -> reservations() == 2);
    require(first.told.isEmpty());
    if (writerDies) {
      cluster.kill(slow.machine);
    }
    cluster.redis.wipe();
    require(quick.service.remaining(sale) <= 0);
    return settled();
  }

  private Simulation.Result settled() {
    cluster.machines.forEach(machine -> machine.still = false);
    require(world.settle(ROUNDS_MAX));
    world.pass(Simulation.SETTLED_MILLIS);
    Simulation.everybodyAsks(cluster, crowd);
    require(world.settle(ROUNDS_MAX));
    Simulation.everybodyAsks(cluster, crowd);
    List<String> violations = new Guarantees(cluster, crowd).violations();
    return new Simulation.Result(0, violations, world.trace.lines(), List.of());
  }

  private Crowd.Purchase buy(String user) {
    Crowd.Purchase purchase = new Crowd.Purchase(sale.saleId(), user, 1, null, 10);
    crowd.buy(purchase);
    return purchase;
  }

  /** Of all but the gateway only this one acts. */
  private void only(SeckillProcess one) {
    for (Machine machine : cluster.machines) {
      machine.still = machine != one.machine && !machine.name.startsWith("gateway");
    }
  }

  /** Who is awake does one step after the other until it is so. */
  private void until(BooleanSupplier so) {
    require(within(ROUNDS_MAX, so));
  }

  private boolean within(int rounds, BooleanSupplier so) {
    for (int round = 0; round < rounds && !so.getAsBoolean(); round++) {
      boolean unused = world.settle(1);
    }
    return so.getAsBoolean();
  }

  private void require(boolean so) {
    if (!so) {
      throw new IllegalStateException(
          "the walk goes elsewhere:\n" + String.join("\n", world.trace.lines()));
    }
  }

  private boolean nothingIsLeft() {
    return quick.service.remaining(sale) == 0;
  }

  /** Entries of the ledger that lock units. */
  private long reservations() {
    return IntStream.range(0, cluster.log.partitions(Topics.RESERVATIONS))
        .mapToObj(number -> cluster.log.records(Topics.RESERVATIONS, number))
        .flatMap(List::stream)
        .filter(record -> Sabotage.entry(record.value()).hasReserved())
        .count();
  }

  private static World worldOfOneUnit() {
    for (long seed = 1; ; seed++) {
      World world = new World(seed, true);
      // From here on nothing fails by chance.
      boolean unused = world.settle(0);
      Plan plan = world.plan;
      if (plan.stockMax == 1
          && plan.sales == 1
          && plan.gateways == 1
          && plan.seckillServices == 2
          && plan.clockMillisMax == 0) {
        return world;
      }
    }
  }
}
