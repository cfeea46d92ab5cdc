package io.seckill.order.outbox;

import io.seckill.system.simulation.Database;
import io.seckill.system.simulation.Wiring;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code outbox} in memory, and the passes of the relay over it. */
public final class MemoryOutbox {

  private final Map<Long, OutgoingEvent> rows = new TreeMap<>();
  private long lastId;

  /** The table as one process sees it. */
  public Object of(Database database, JdbcClient none) {
    return new Table(database, none);
  }

  /** Whether a pass has anything to do. */
  public boolean holdsAny() {
    return !rows.isEmpty();
  }

  /** One pass; false where there was nothing to do. The caller's transaction is the pass's. */
  public static boolean relay(Wiring wiring) {
    return wiring.the(RelayPass.class).run() != RelayPass.Result.EMPTY;
  }

  private final class Table extends OutboxTable {

    private final Database database;

    private Table(Database database, JdbcClient none) {
      super(none);
      this.database = database;
    }

    @Override
    void add(List<OutgoingEvent> events, Instant now) {
      for (OutgoingEvent event : events) {
        lastId++;
        database.put(rows, lastId, event);
      }
    }

    @Override
    boolean tryLock() {
      return true;
    }

    @Override
    List<Row> oldest(int limit) {
      return rows.entrySet().stream()
          .limit(limit)
          .map(each -> new Row(each.getKey(), each.getValue()))
          .toList();
    }

    @Override
    void delete(List<Long> ids) {
      ids.forEach(id -> database.remove(rows, id));
    }

    @Override
    boolean isEmpty() {
      return rows.isEmpty();
    }
  }
}
