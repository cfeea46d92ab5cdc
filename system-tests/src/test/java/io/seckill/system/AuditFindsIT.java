package io.seckill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seckill.contracts.v1.CancelReason;
import io.seckill.contracts.v1.Cancelled;
import io.seckill.contracts.v1.LedgerEntry;
import io.seckill.contracts.v1.Reserved;
import io.seckill.stack.audit.AuditCommand;
import io.seckill.stack.audit.AuditReport;
import io.seckill.stack.audit.Finding;
import io.seckill.stack.sale.SaleReport;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine;

/**
 * An audit that never finds anything proves nothing: each guarantee is broken in the real stores,
 * each time on a sale of its own, and the audit has to name the guarantee and the culprit.
 */
@ExtendWith(CrashStack.Shared.class)
class AuditFindsIT {

  private static final int STOCK = 20;
  private static final int SHOPPERS = 12;
  private static final int SALES_MAX = 5;
  private static final Duration SETTLE_MAX = Duration.ofSeconds(30);

  private static final String INSERT_ORDER =
      "INSERT INTO orders.orders (request_id, sale_id, status, user_id, quantity, item,"
          + " price_minor, currency, created_at, updated_at)"
          + " VALUES (?, ?, 'PENDING_PAYMENT', ?, ?, 'Flash phone', 0, 'CNY', now(), now())";

  private static final String INSERT_NOTIFICATION =
      "INSERT INTO notifications.notifications (order_id, event, user_id, sale_id, text, status,"
          + " next_attempt_at, created_at, source_value, source_partition, source_offset)"
          + " VALUES (?, 'created', 'ghost', ?, 'boo', 'SENT', now(), now(), '', 0, 0)";

  private final CrashStack system;
  private final Stores stores;

  AuditFindsIT(CrashStack system) {
    this.system = system;
    this.stores = new Stores(system.addresses());
  }

  @BeforeEach
  void everythingRuns() {
    system.expectWhole();
  }

  @Test
  void moreUnitsSoldThanThereWere() throws Exception {
    String saleId = saleThatHolds();
    String extra = saleId + ".extra";

    stores.changeRow(INSERT_ORDER, extra, saleId, "ghost", STOCK + 1);

    expectFound(saleId, Map.of(1, saleId, 2, extra, 3, extra, 6, extra + ":created"));
  }

  @Test
  void aUnitStolenAndAUnitTooMany() throws Exception {
    String saleId = saleThatHolds();

    stores.addToRemaining(saleId, -1);
    expectFound(saleId, Map.of(2, saleId));

    stores.addToRemaining(saleId, 2);
    expectFound(saleId, Map.of(2, saleId));

    stores.addToRemaining(saleId, -1);
    assertThat(audit(saleId).violations()).isEmpty();
    assertThat(exitCode(saleId)).isZero();
  }

  @Test
  void aSuccessWhoseOrderIsGone() throws Exception {
    String saleId = saleThatHolds();
    String gone = anOrderOf(saleId);

    stores.changeRow("DELETE FROM orders.orders WHERE request_id = ?", gone);

    expectFound(saleId, Map.of(3, gone, 2, gone));
  }

  @Test
  void aSuccessWhoseOrderBelongsToSomebodyElse() throws Exception {
    String saleId = saleThatHolds();
    String stolen = anOrderOf(saleId);

    stores.changeRow("UPDATE orders.orders SET user_id = 'thief' WHERE request_id = ?", stolen);

    expectFound(saleId, Map.of(3, stolen));
  }

  @Test
  void aReservationThatTheLedgerHasTwiceAndNotTheSame() throws Exception {
    String saleId = saleThatHolds();
    String doubled = anOrderOf(saleId);

    stores.append(reserved(saleId, doubled, "somebody-else"));

    expectFound(saleId, Map.of(3, doubled));
  }

  @Test
  void anOrderThatStandsThoughItWasCancelled() throws Exception {
    String saleId = saleThatHolds();
    String risen = anOrderOf(saleId);

    stores.append(cancelled(saleId, risen, userOf(risen)));
    await().atMost(SETTLE_MAX).until(() -> statusOf(risen).equals("CANCELLED"));
    assertThat(audit(saleId).violations()).isEmpty();
    stores.changeRow(
        "UPDATE orders.orders SET status = 'PENDING_PAYMENT', cancelled_reason = NULL"
            + " WHERE request_id = ?",
        risen);

    expectFound(saleId, Map.of(4, risen));
  }

  @Test
  void aUserWhoHoldsMoreThanAllowed() throws Exception {
    String saleId = saleThatHolds();
    String greedy = userOf(anOrderOf(saleId));
    String second = saleId + ".second";

    // Into the table: what is only in the ledger, the system itself cancels.
    stores.changeRow(INSERT_ORDER, second, saleId, greedy, 1);

    expectFound(saleId, Map.of(5, greedy, 2, second));
  }

  @Test
  void aCountThatIsNotTheOrders() throws Exception {
    String saleId = saleThatHolds();

    stores.changeRow(
        "UPDATE stats.sale_counts SET orders_created = orders_created + 1 WHERE sale_id = ?",
        saleId);

    expectFound(saleId, Map.of(6, saleId));
  }

  @Test
  void aNotificationThatIsMissing() throws Exception {
    String saleId = saleThatHolds();
    String order = anOrderOf(saleId);

    stores.changeRow("DELETE FROM notifications.notifications WHERE order_id = ?", order);

    expectFound(saleId, Map.of(6, order + ":created"));
  }

  @Test
  void aNotificationOfAnOrderThatNeverWas() throws Exception {
    String saleId = saleThatHolds();
    String ghost = saleId + ".ghost";

    stores.changeRow(INSERT_NOTIFICATION, ghost, saleId);

    expectFound(saleId, Map.of(6, ghost + ":created"));
  }

  @Test
  void aSystemThatHasNotSettledIsNoVerdict() throws Exception {
    String saleId = saleThatHolds();
    String orderId = anOrderOf(saleId);
    // Its next try is far away: this is how a message looks whose provider is down.
    stores.changeRow(
        "UPDATE notifications.notifications SET status = 'PENDING',"
            + " next_attempt_at = now() + interval '1 day' WHERE order_id = ?",
        orderId);
    try {
      AuditReport report = system.audit(saleId, Duration.ofSeconds(1));

      assertThat(report.leftToDo()).isEqualTo("1 notifications wait to be sent");
      assertThat(report.verdict()).isEqualTo(AuditReport.Verdict.NOT_SETTLED);
      assertThat(exitCode(saleId, 1)).isEqualTo(3);
    } finally {
      stores.changeRow(
          "UPDATE notifications.notifications SET status = 'SENT' WHERE order_id = ?", orderId);
    }
  }

  /** A small sale that sold something, of which every guarantee holds before it is broken. */
  private String saleThatHolds() throws InterruptedException {
    SaleReport sale = sell();
    // On a machine that is busy with something else, all may have timed out.
    for (int more = 1; sale.ordersStanding() == 0 && more < SALES_MAX; more++) {
      sale = sell();
    }
    String saleId = sale.options().saleId();
    AuditReport report = audit(saleId);
    assertThat(report.violations()).isEmpty();
    assertThat(report.settled()).isTrue();
    return saleId;
  }

  private SaleReport sell() {
    SaleReport sale = RunningSale.begin(system.sale("audited", STOCK, SHOPPERS, 50)).report();
    assertThat(sale.violations()).isEmpty();
    return sale;
  }

  /** The id of a culprit by the number of the guarantee that it breaks. */
  private void expectFound(String saleId, Map<Integer, String> culprits)
      throws InterruptedException {
    AuditReport report = audit(saleId);
    culprits.forEach(
        (guarantee, culprit) ->
            assertThat(report.violations())
                .as("guarantee %d of %s is broken by %s", guarantee, saleId, culprit)
                .filteredOn(finding -> finding.guarantee() == guarantee)
                .flatExtracting(Finding::offences)
                .extracting(Finding.Offence::id)
                .contains(culprit));
    assertThat(exitCode(saleId)).isEqualTo(1);
  }

  private AuditReport audit(String saleId) throws InterruptedException {
    return system.audit(saleId, SETTLE_MAX);
  }

  /** As a script would see it. */
  private int exitCode(String saleId) {
    return exitCode(saleId, 30);
  }

  private int exitCode(String saleId, int settleSeconds) {
    return new CommandLine(new AuditCommand(system.addresses()))
        .execute("--json", "--settle-seconds", "" + settleSeconds, "--sale", saleId);
  }

  private String anOrderOf(String saleId) throws SQLException {
    List<String> orders =
        stores.column(
            "SELECT request_id FROM orders.orders WHERE sale_id = ? AND status = 'PENDING_PAYMENT'"
                + " ORDER BY request_id LIMIT 1",
            saleId);
    assertThat(orders).as("standing orders of %s", saleId).hasSize(1);
    return orders.get(0);
  }

  private String userOf(String order) throws SQLException {
    return stores.column("SELECT user_id FROM orders.orders WHERE request_id = ?", order).get(0);
  }

  private String statusOf(String order) throws SQLException {
    return String.join(
        ",", stores.column("SELECT status FROM orders.orders WHERE request_id = ?", order));
  }

  private static LedgerEntry reserved(String saleId, String requestId, String userId) {
    return entry(saleId, requestId, userId)
        .setReserved(
            Reserved.newBuilder()
                .setItem("Flash phone")
                .setCurrency("CNY")
                .setSaleStock(STOCK)
                .setDeadlineEpochMillis(System.currentTimeMillis()))
        .build();
  }

  private static LedgerEntry cancelled(String saleId, String requestId, String userId) {
    return entry(saleId, requestId, userId)
        .setCancelled(Cancelled.newBuilder().setReason(CancelReason.CANCEL_REASON_UNPAID))
        .build();
  }

  private static LedgerEntry.Builder entry(String saleId, String requestId, String userId) {
    return LedgerEntry.newBuilder()
        .setRequestId(requestId)
        .setSaleId(saleId)
        .setUserId(userId)
        .setQuantity(1)
        .setWrittenEpochMillis(System.currentTimeMillis());
  }
}
