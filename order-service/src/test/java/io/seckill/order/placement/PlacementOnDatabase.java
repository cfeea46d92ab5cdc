package io.seckill.order.placement;

import io.seckill.order.Entries;
import io.seckill.order.OrderServiceTest;
import io.seckill.order.placement.LedgerFact.Cancelled;
import io.seckill.order.placement.LedgerFact.Reserved;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** For tests of placement on a real database, each with a sale of its own. */
@OrderServiceTest
abstract class PlacementOnDatabase {

  @Autowired Placement placement;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;

  final String sale = Entries.newSale();

  List<Change> apply(LedgerFact... facts) {
    List<Change> changes = transaction.execute(commit -> placement.apply(List.of(facts)));
    return Objects.requireNonNull(changes);
  }

  LedgerFact reserved(int nr, int quantity, int stock) {
    return reserved(sale, nr, quantity, stock);
  }

  static LedgerFact reserved(String saleId, int nr, int quantity, int stock) {
    return new Reserved(
        Entries.request(saleId, nr), saleId, "user-" + nr, quantity, "Phone", 19900, "CNY", stock);
  }

  LedgerFact cancelled(int nr, CancelReason reason) {
    return new Cancelled(Entries.request(sale, nr), sale, "user-" + nr, 1, reason);
  }

  List<String> statuses() {
    return jdbc.sql("SELECT status FROM orders WHERE sale_id = ? ORDER BY request_id")
        .param(sale)
        .query(String.class)
        .list();
  }

  int unitsStanding() {
    return jdbc.sql("SELECT units_standing FROM sales WHERE sale_id = ?")
        .param(sale)
        .query(Integer.class)
        .single();
  }
}
