package io.seckill.system.simulation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seckill.contracts.Topics;
import io.seckill.order.outbox.MemoryOutbox;
import io.seckill.order.placement.MemoryTables;
import io.seckill.seckill.decision.Sale;
import java.util.ArrayList;
import java.util.List;

/** All servers and processes of one run, those that live now. */
final class Cluster {

  /** Meters cost time and decide nothing. */
  static final MeterRegistry NO_METERS = noMeters();

  final World world;
  final Sabotage sabotage;
  final Log log;
  final Redis redis;
  final Database database;
  final Templates templates = Templates.begin();
  final MemoryTables tables = new MemoryTables();
  final MemoryOutbox outbox = new MemoryOutbox();
  final Group requests;
  final Group ledgerOfStock;
  final Group ledgerOfOrders;
  final List<Sale> sales = new ArrayList<>();
  final List<Machine> machines = new ArrayList<>();
  final List<GatewayProcess> gateways = new ArrayList<>();
  final List<SeckillProcess> seckillServices = new ArrayList<>();

  Cluster(World world, Sabotage sabotage) {
    this.world = world;
    this.sabotage = sabotage;
    this.log = new Log(world);
    Machine redisHost = machine("redis");
    machines.remove(redisHost);
    this.redis = new Redis(world, sabotage, redisHost);
    this.database = new Database(world);
    this.requests = new Group(world, log, Topics.REQUESTS);
    this.ledgerOfStock = new Group(world, log, Topics.RESERVATIONS);
    this.ledgerOfOrders = new Group(world, log, Topics.RESERVATIONS);
    for (int i = 0; i < world.plan.sales; i++) {
      sales.add(sale(i));
    }
    for (int i = 0; i < world.plan.gateways; i++) {
      gateways.add(new GatewayProcess(this, machine("gateway-" + i)));
    }
    for (int i = 0; i < world.plan.seckillServices; i++) {
      seckillServices.add(new SeckillProcess(this, machine("seckill-" + i)));
    }
    for (int i = 0; i < world.plan.orderServices; i++) {
      OrderProcess.start(this, machine("order-" + i));
    }
  }

  private static MeterRegistry noMeters() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    registry.config().meterFilter(MeterFilter.deny());
    return registry;
  }

  private Sale sale(int number) {
    long now = world.nowMillis();
    int stock = 1 + world.pick(world.plan.stockMax);
    int perUser = 1 + world.pick(2);
    return new Sale(
        "sale" + number, "phone", stock, perUser, 100, "CNY", now - 60_000, now + 86_400_000, now);
  }

  Machine machine(String name) {
    int bound = world.plan.clockMillisMax;
    Machine machine = new Machine(world, name, bound == 0 ? 0 : world.pick(2 * bound + 1) - bound);
    machines.add(machine);
    return machine;
  }

  /** A process ends where it is, and another one starts in its place after a while. */
  void kill(Machine machine) {
    world.trace.say(machine, "is killed");
    machine.kill();
    machines.remove(machine);
    world.after(world.pick(3_000), machine::expel);
    world.after(world.pick(5_000), () -> restart(machine.name));
  }

  private void restart(String name) {
    Machine machine = machine(name);
    world.trace.say(machine, "starts");
    if (name.startsWith("gateway")) {
      gateways.removeIf(each -> each.machine.name.equals(name));
      gateways.add(new GatewayProcess(this, machine));
    } else if (name.startsWith("seckill")) {
      seckillServices.removeIf(each -> each.machine.name.equals(name));
      seckillServices.add(new SeckillProcess(this, machine));
    } else {
      OrderProcess.start(this, machine);
    }
  }

  /** The results endpoint at an address, whichever life of the gateway it is. */
  GatewayProcess gatewayAt(String address) {
    return gateways.stream()
        .filter(each -> each.machine.name.concat(":9090").equals(address))
        .findFirst()
        .orElseThrow();
  }
}
