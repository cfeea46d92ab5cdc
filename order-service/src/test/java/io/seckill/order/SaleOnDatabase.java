package io.seckill.order;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the tables say of one sale, and what a test does to them. */
@TestComponent
public class SaleOnDatabase {

  private final JdbcClient jdbc;

  SaleOnDatabase(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** In the order of the requests. */
  public List<String> statuses(String saleId) {
    return List.copyOf(byRequest(saleId).values());
  }

  /** Status by request id. */
  public Map<String, String> byRequest(String saleId) {
    Map<String, String> statuses = new TreeMap<>();
    jdbc.sql("SELECT request_id, status FROM orders WHERE sale_id = ?")
        .param(saleId)
        .query(
            row -> {
              statuses.put(row.getString(1), row.getString(2));
            });
    return statuses;
  }

  public int unitsStanding(String saleId) {
    return jdbc.sql("SELECT units_standing FROM sales WHERE sale_id = ?")
        .param(saleId)
        .query(Integer.class)
        .single();
  }

  /** The time to pay of all its orders is over. */
  public void makeDue(String saleId) {
    jdbc.sql("UPDATE orders SET pay_before = now() - interval '1 second' WHERE sale_id = ?")
        .param(saleId)
        .update();
  }
}
