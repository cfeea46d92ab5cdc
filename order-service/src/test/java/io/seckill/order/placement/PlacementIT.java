package io.seckill.order.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.order.Entries;
import io.seckill.order.OrderServiceTest;
import io.seckill.order.placement.LedgerFact.Cancelled;
import io.seckill.order.placement.LedgerFact.Reserved;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** How batches of the ledger end up in the database; each {@code apply} is one batch. */
@OrderServiceTest
class PlacementIT {

  @Autowired Placement placement;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;

  private final String sale = Entries.newSale();

  @Test
  void makesAnOrderOfAReservation() {
    List<Change> changes = apply(reserved(1, 2, 10));

    assertThat(changes).singleElement().isInstanceOf(Change.Created.class);
    assertThat(changes.get(0).order())
        .isEqualTo(
            new Change.Order(Entries.request(sale, 1), sale, "user-1", 2, "Phone", 19900, "CNY"));
    assertThat(statuses()).containsExactly("PENDING_PAYMENT");
    assertThat(unitsStanding()).isEqualTo(2);
  }

  @Test
  void repeatsOfAReservationAddNothing() {
    assertThat(apply(reserved(1, 2, 10), reserved(2, 1, 10), reserved(1, 2, 10))).hasSize(2);
    assertThat(apply(reserved(2, 1, 10), reserved(1, 2, 10), reserved(3, 1, 10))).hasSize(1);

    assertThat(statuses()).containsExactly("PENDING_PAYMENT", "PENDING_PAYMENT", "PENDING_PAYMENT");
    assertThat(unitsStanding()).isEqualTo(4);
  }

  @Test
  void cancelThatComesFirstKeepsTheOrderFromBeingMade() {
    assertThat(apply(cancelled(1, CancelReason.DEADLINE))).isEmpty();
    assertThat(apply(reserved(1, 2, 10))).isEmpty();

    assertThat(statuses()).containsExactly("NEVER_MADE");
    assertThat(unitsStanding()).isZero();
  }

  @Test
  void cancelThatComesAfterwardsGivesTheUnitsBackOnce() {
    apply(reserved(1, 2, 10), reserved(2, 3, 10));

    List<Change> changes = apply(cancelled(1, CancelReason.DEADLINE));
    assertThat(changes)
        .singleElement()
        .isInstanceOfSatisfying(
            Change.Cancelled.class,
            change -> assertThat(change.reason()).isEqualTo(CancelReason.DEADLINE));
    assertThat(apply(cancelled(1, CancelReason.DECIDED_OTHERWISE), reserved(1, 2, 10))).isEmpty();

    assertThat(statuses()).containsExactly("CANCELLED", "PENDING_PAYMENT");
    assertThat(unitsStanding()).isEqualTo(3);
  }

  @Test
  void cancelInTheSameBatchWinsBeforeAndAfter() {
    List<Change> changes =
        apply(
            reserved(1, 1, 10),
            cancelled(1, CancelReason.DEADLINE),
            cancelled(2, CancelReason.FENCED),
            reserved(2, 1, 10),
            reserved(1, 1, 10));

    assertThat(changes).isEmpty();
    assertThat(statuses()).containsExactly("NEVER_MADE", "NEVER_MADE");
    assertThat(unitsStanding()).isZero();
  }

  @Test
  void nobodyPaidDoesNotCancelAnOrderThatIsPaid() {
    apply(reserved(1, 1, 10));
    pay(1);

    assertThat(apply(cancelled(1, CancelReason.UNPAID))).isEmpty();

    assertThat(statuses()).containsExactly("PAID");
    assertThat(unitsStanding()).isEqualTo(1);
  }

  @Test
  void cancelForAnyOtherReasonWinsOverAPaymentEvenNextToNobodyPaid() {
    apply(reserved(1, 1, 10));
    pay(1);

    assertThat(apply(cancelled(1, CancelReason.UNPAID), cancelled(1, CancelReason.FENCED)))
        .hasSize(1);

    assertThat(statuses()).containsExactly("CANCELLED");
    assertThat(unitsStanding()).isZero();
  }

  @Test
  void whatDoesNotFitIsParkedAndPlacedWhenUnitsComeFree() {
    assertThat(apply(reserved(1, 2, 3), reserved(2, 2, 3), reserved(3, 1, 3))).hasSize(2);
    assertThat(statuses()).containsExactly("PENDING_PAYMENT", "PARKED", "PENDING_PAYMENT");
    assertThat(unitsStanding()).isEqualTo(3);

    List<Change> changes = apply(cancelled(1, CancelReason.FENCED));

    assertThat(changes)
        .extracting(change -> change.getClass().getSimpleName() + change.order().userId())
        .containsExactly("Cancelleduser-1", "Createduser-2");
    assertThat(statuses()).containsExactly("CANCELLED", "PENDING_PAYMENT", "PENDING_PAYMENT");
    assertThat(unitsStanding()).isEqualTo(3);
  }

  @Test
  void thoseParkedLongestArePlacedFirstAndBeforeNewOnes() {
    apply(reserved(1, 1, 1));
    apply(reserved(3, 1, 1));
    apply(reserved(2, 1, 1));

    apply(reserved(4, 1, 1), cancelled(1, CancelReason.FENCED));
    assertThat(statuses()).containsExactly("CANCELLED", "PARKED", "PENDING_PAYMENT", "PARKED");
  }

  @Test
  void parkedReservationThatIsCancelledWasNeverAnOrder() {
    apply(reserved(1, 1, 1));
    apply(reserved(2, 1, 1));

    assertThat(apply(cancelled(2, CancelReason.FENCED))).isEmpty();
    assertThat(apply(cancelled(1, CancelReason.DEADLINE))).hasSize(1);

    assertThat(statuses()).containsExactly("CANCELLED", "NEVER_MADE");
    assertThat(unitsStanding()).isZero();
  }

  @Test
  void cancelsOfASaleNeverHeardOfDoNotBarItsOrders() {
    apply(cancelled(1, CancelReason.DEADLINE));
    assertThat(apply(reserved(2, 1, 5))).hasSize(1);
    assertThat(unitsStanding()).isEqualTo(1);
  }

  @Test
  void databaseItselfRefusesMoreUnitsThanTheStock() {
    apply(reserved(1, 1, 5));

    assertThatThrownBy(
            () ->
                jdbc.sql("UPDATE sales SET units_standing = 6 WHERE sale_id = ?")
                    .param(sale)
                    .update())
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining("no_oversell");
  }

  @Test
  void nothingStaysOfABatchThatIsRolledBack() {
    transaction.executeWithoutResult(
        rollback -> {
          placement.apply(List.of(reserved(1, 1, 5)));
          rollback.setRollbackOnly();
        });

    assertThat(statuses()).isEmpty();
    assertThat(apply(reserved(1, 1, 5))).hasSize(1);
  }

  /** Any order, any cut into batches, any repeats: the end is what the ledger says. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void endsTheSameInWhateverOrderTheLedgerArrives(long seed) {
    Random random = new Random(seed);
    int stock = 40;
    List<LedgerFact> facts = new ArrayList<>();
    Map<String, Integer> expected = new TreeMap<>();
    int standing = 0;
    for (int nr = 0; nr < 120; nr++) {
      int quantity = 1 + random.nextInt(3);
      boolean stands = random.nextInt(3) == 0 && standing + quantity <= stock;
      facts.add(reserved(nr, quantity, stock));
      if (stands) {
        standing += quantity;
        expected.put(Entries.request(sale, nr), quantity);
      } else {
        facts.add(cancelled(nr, CancelReason.FENCED));
      }
    }
    facts.addAll(List.copyOf(facts.subList(0, 60)));
    Collections.shuffle(facts, random);

    for (int from = 0; from < facts.size(); ) {
      int to = Math.min(facts.size(), from + 1 + random.nextInt(20));
      apply(facts.subList(from, to).toArray(LedgerFact[]::new));
      from = to;
    }

    assertThat(standingOrders()).isEqualTo(expected);
    assertThat(unitsStanding()).isEqualTo(standing);
    assertThat(statuses()).doesNotContain("PARKED");
  }

  @Test
  void instancesAtOnceNeitherOversellNorBlockEachOther() {
    List<String> sales = IntStream.range(0, 5).mapToObj(nr -> Entries.newSale()).toList();
    List<CompletableFuture<Void>> instances =
        IntStream.range(0, 4)
            .mapToObj(instance -> CompletableFuture.runAsync(() -> sellAll(sales, instance)))
            .toList();
    instances.forEach(CompletableFuture::join);

    for (String each : sales) {
      assertThat(
              jdbc.sql(
                      "SELECT sum(quantity) FROM orders"
                          + " WHERE sale_id = ? AND status = 'PENDING_PAYMENT'")
                  .param(each)
                  .query(Integer.class)
                  .single())
          .isEqualTo(30);
    }
  }

  /** Every instance gets every request of every sale, each in an order of its own. */
  private void sellAll(List<String> sales, int instance) {
    Random random = new Random(instance);
    for (int batch = 0; batch < 20; batch++) {
      List<LedgerFact> facts = new ArrayList<>();
      for (String each : sales) {
        for (int nr = batch * 3; nr < batch * 3 + 3; nr++) {
          facts.add(reserved(each, nr, 1, 30));
        }
      }
      Collections.shuffle(facts, random);
      apply(facts.toArray(LedgerFact[]::new));
    }
  }

  private List<Change> apply(LedgerFact... facts) {
    List<Change> changes = transaction.execute(commit -> placement.apply(List.of(facts)));
    return Objects.requireNonNull(changes);
  }

  private LedgerFact reserved(int nr, int quantity, int stock) {
    return reserved(sale, nr, quantity, stock);
  }

  private static LedgerFact reserved(String saleId, int nr, int quantity, int stock) {
    return new Reserved(
        Entries.request(saleId, nr), saleId, "user-" + nr, quantity, "Phone", 19900, "CNY", stock);
  }

  private LedgerFact cancelled(int nr, CancelReason reason) {
    return new Cancelled(Entries.request(sale, nr), sale, "user-" + nr, 1, reason);
  }

  private void pay(int nr) {
    jdbc.sql("UPDATE orders SET status = 'PAID' WHERE request_id = ?")
        .param(Entries.request(sale, nr))
        .update();
  }

  private List<String> statuses() {
    return jdbc.sql("SELECT status FROM orders WHERE sale_id = ? ORDER BY request_id")
        .param(sale)
        .query(String.class)
        .list();
  }

  private Map<String, Integer> standingOrders() {
    Map<String, Integer> orders = new TreeMap<>();
    jdbc.sql(
            "SELECT request_id, quantity FROM orders"
                + " WHERE sale_id = ? AND status = 'PENDING_PAYMENT'")
        .param(sale)
        .query(
            row -> {
              orders.put(row.getString(1), row.getInt(2));
            });
    return orders;
  }

  private int unitsStanding() {
    return jdbc.sql("SELECT units_standing FROM sales WHERE sale_id = ?")
        .param(sale)
        .query(Integer.class)
        .single();
  }
}
