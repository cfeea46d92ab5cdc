package io.seckill.system.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database: one transaction after the other, as the lock of a sale makes them, each whole or
 * not at all, with or without its answer.
 */
public final class Database {

  private static final RuntimeException SILENT =
      new QueryTimeoutException("the database does not answer");
  private static final RuntimeException NOT_COMMITTED =
      new QueryTimeoutException("lost before the commit");
  private static final RuntimeException COMMITTED =
      new QueryTimeoutException("lost after the commit");

  private final World world;
  private final Deque<Runnable> undo = new ArrayDeque<>();

  Database(World world) {
    this.world = world;
  }

  /** Writes within the transaction under way. */
  public <K, V> void put(Map<K, V> table, K key, V value) {
    V before = table.put(key, value);
    undo.push(() -> restore(table, key, before));
  }

  /** Deletes within the transaction under way. */
  public <K, V> void remove(Map<K, V> table, K key) {
    V before = table.remove(key);
    undo.push(() -> restore(table, key, before));
  }

  private static <K, V> void restore(Map<K, V> table, K key, V before) {
    if (before == null) {
      table.remove(key);
    } else {
      table.put(key, before);
    }
  }

  TransactionTemplate transactions(Machine machine) {
    return new TransactionTemplate(new Transactions(machine));
  }

  private final class Transactions extends AbstractPlatformTransactionManager {

    private static final long serialVersionUID = 1L;

    private final transient Machine machine;

    private Transactions(Machine machine) {
      this.machine = machine;
    }

    @Override
    protected Object doGetTransaction() {
      world.door(machine);
      if (world.fault(world.plan.databaseFaults)) {
        throw SILENT;
      }
      return machine;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
      undo.clear();
      world.hold(true);
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
      if (world.fault(world.plan.databaseFaults)) {
        rollBack();
        throw NOT_COMMITTED;
      }
      if (world.fault(world.plan.databaseFaults)) {
        machine.world.trace.say(machine, "loses the answer to its commit");
        throw COMMITTED;
      }
    }

    @Override
    protected void doRollback(DefaultTransactionStatus status) {
      rollBack();
    }

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
      world.hold(false);
    }

    private void rollBack() {
      while (!undo.isEmpty()) {
        undo.pop().run();
      }
    }
  }
}
