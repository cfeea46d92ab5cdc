package io.seckill.system.simulation;

import io.seckill.order.intake.OpenedOrders;
import io.seckill.order.outbox.MemoryOutbox;
import io.seckill.tracing.Traces;
import java.lang.reflect.Proxy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** One life of one order-service: production's intake, placement and relay. */
final class OrderProcess {

  /** Every statement is a method of the tables in memory. */
  private static final JdbcClient NO_SQL =
      (JdbcClient)
          Proxy.newProxyInstance(
              OrderProcess.class.getClassLoader(),
              new Class<?>[] {JdbcClient.class},
              (proxy, method, args) -> {
                throw new UnsupportedOperationException(String.valueOf(args[0]));
              });

  private OrderProcess() {}

  static void start(Cluster cluster, Machine machine) {
    TransactionTemplate transactions = cluster.database.transactions(machine);
    Wiring wiring =
        new Wiring()
            .with(machine.clock(), Cluster.NO_METERS, transactions, Traces.none())
            .with(cluster.tables.of(cluster.database, NO_SQL))
            .with(cluster.outbox.of(cluster.database, NO_SQL))
            .with(
                new LogProducer(cluster.world, cluster.log, machine, cluster.sabotage)
                    .template(cluster.templates));
    OpenedOrders orders = new OpenedOrders(wiring);
    cluster.world.add(
        new Subscriber(
            machine,
            cluster.log,
            cluster.ledgerOfOrders,
            6,
            partition -> {},
            records -> SeckillProcess.once(() -> orders.take(records))));
    cluster.world.add(
        () -> machine.awake() && cluster.outbox.holdsAny() && relay(wiring, transactions, machine));
  }

  private static boolean relay(Wiring wiring, TransactionTemplate transactions, Machine machine) {
    try {
      return Boolean.TRUE.equals(transactions.execute(pass -> MemoryOutbox.relay(wiring)));
    } catch (Machine.Killed e) {
      return true;
    } catch (RuntimeException e) {
      machine.world.trace.say(machine.name, "relays later: %s", e);
      return true;
    }
  }
}
