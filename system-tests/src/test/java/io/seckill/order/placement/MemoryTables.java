package io.seckill.order.placement;

import io.seckill.system.simulation.Database;
import io.seckill.system.simulation.Wiring;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tables {@code sales} and {@code orders} in memory: each statement with the meaning that its SQL
 * has, which {@code PlacementIT} shows on the database for the same rules.
 */
public final class MemoryTables {

  private final Map<String, int[]> sales = new TreeMap<>();
  private final Map<String, Stored> orders = new LinkedHashMap<>();

  private record Stored(OrderRow row, Instant createdAt) {}

  /** What the read API would say of a request. */
  public record Order(String requestId, String saleId, String status, String userId, int units) {

    public boolean stands() {
      return status.equals("PENDING_PAYMENT") || status.equals("PAID");
    }
  }

  /** Every row, tombstones too. */
  public List<Order> orders() {
    return orders.values().stream()
        .map(Stored::row)
        .map(
            row ->
                new Order(
                    row.requestId(),
                    row.saleId(),
                    row.status().name(),
                    row.userId(),
                    row.quantity()))
        .toList();
  }

  /** The tables as one transaction after the other sees them. */
  public Object[] of(Database database, JdbcClient none) {
    return new Object[] {new Sales(database, none), new Orders(database, none)};
  }

  private final class Sales extends SaleTable {

    private final Database database;

    private Sales(Database database, JdbcClient none) {
      super(none);
      this.database = database;
    }

    @Override
    Map<String, SaleUnits> lock(Map<String, Integer> stocks) {
      Map<String, SaleUnits> locked = new LinkedHashMap<>();
      stocks.forEach(
          (id, stock) -> {
            int[] row = sales.get(id);
            if (row == null || row[0] == 0) {
              int standing = row == null ? 0 : row[1];
              row = new int[] {stock, standing};
              database.put(sales, id, row);
            }
            locked.put(id, new SaleUnits(id, row[0], row[1]));
          });
      return locked;
    }

    @Override
    void store(Collection<SaleUnits> changed) {
      for (SaleUnits sale : changed) {
        if (sale.standing() < 0 || sale.standing() > sale.stock()) {
          throw new DataIntegrityViolationException("no_oversell");
        }
        database.put(sales, sale.saleId(), new int[] {sale.stock(), sale.standing()});
      }
    }
  }

  private final class Orders extends OrderTable {

    private final Database database;

    private Orders(Database database, JdbcClient none) {
      super(none, Wiring.settings(PlacementSettings.class));
      this.database = database;
    }

    @Override
    Map<String, OrderRow> find(Collection<String> requestIds) {
      Map<String, OrderRow> found = new LinkedHashMap<>();
      for (String id : requestIds) {
        Stored stored = orders.get(id);
        if (stored != null) {
          found.put(id, stored.row());
        }
      }
      return found;
    }

    @Override
    List<OrderRow> parked(String saleId, int limit) {
      List<Stored> parked = new ArrayList<>();
      for (Stored stored : orders.values()) {
        if (stored.row().status() == Status.PARKED && stored.row().saleId().equals(saleId)) {
          parked.add(stored);
        }
      }
      parked.sort(
          Comparator.comparing(Stored::createdAt).thenComparing(each -> each.row().requestId()));
      return parked.stream().limit(limit).map(Stored::row).toList();
    }

    @Override
    void insert(List<OrderRow> rows, Instant now) {
      for (OrderRow row : rows) {
        if (orders.containsKey(row.requestId())) {
          throw new OptimisticLockingFailureException("inserted meanwhile");
        }
        database.put(orders, row.requestId(), new Stored(row, now));
      }
    }

    @Override
    void update(List<OrderRow> rows, Instant now) {
      for (OrderRow row : rows) {
        Stored before = orders.get(row.requestId());
        if (before != null) {
          boolean parked = before.row().status() == Status.PARKED;
          database.put(orders, row.requestId(), new Stored(row, parked ? now : before.createdAt()));
        }
      }
    }
  }
}
