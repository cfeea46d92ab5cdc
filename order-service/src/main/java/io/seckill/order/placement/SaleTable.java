package io.seckill.order.placement;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * Table {@code sales}: the lock that every change of a sale's orders begins with, and its units.
 */
@Component
class SaleTable {

  /**
   * One statement creates, completes and locks, row after row in the order of the ids. Two
   * transactions that want the same sales therefore queue, and never wait for each other in a ring.
   */
  private static final String LOCK =
      """
      INSERT INTO sales AS s (sale_id, stock)
      SELECT sale_id, stock FROM unnest(:ids, :stocks) AS t (sale_id, stock) ORDER BY sale_id
      ON CONFLICT (sale_id) DO UPDATE
        SET stock = CASE WHEN s.stock = 0 THEN excluded.stock ELSE s.stock END
      RETURNING sale_id, stock, units_standing
      """;

  private static final String STORE =
      """
      UPDATE sales AS s SET units_standing = t.units
      FROM unnest(:ids, :units) AS t (sale_id, units) WHERE s.sale_id = t.sale_id
      """;

  private final JdbcClient jdbc;

  SaleTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Locks the sales until the transaction ends.
   *
   * @param stocks the stock of each sale as the ledger tells it, 0 where it does not
   */
  Map<String, SaleUnits> lock(Map<String, Integer> stocks) {
    Map<String, SaleUnits> locked = new LinkedHashMap<>();
    jdbc.sql(LOCK)
        .param("ids", new SqlArrayValue("text", stocks.keySet().toArray()))
        .param("stocks", new SqlArrayValue("integer", stocks.values().toArray()))
        .query(
            row -> {
              SaleUnits units = new SaleUnits(row.getString(1), row.getInt(2), row.getInt(3));
              locked.put(units.saleId(), units);
            });
    return locked;
  }

  long unitsStanding() {
    return jdbc.sql("SELECT coalesce(sum(units_standing), 0) FROM sales")
        .query(Long.class)
        .single();
  }

  /** Writes the units of the sales that changed; the table's CHECK has the last word. */
  void store(Collection<SaleUnits> sales) {
    List<SaleUnits> changed = sales.stream().filter(SaleUnits::changed).toList();
    if (changed.isEmpty()) {
      return;
    }
    Object[] ids = changed.stream().map(SaleUnits::saleId).toArray();
    Object[] units = changed.stream().map(SaleUnits::standing).toArray();
    jdbc.sql(STORE)
        .param("ids", new SqlArrayValue("text", ids))
        .param("units", new SqlArrayValue("integer", units))
        .update();
  }
}
