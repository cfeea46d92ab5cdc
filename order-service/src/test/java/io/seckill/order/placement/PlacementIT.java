package io.seckill.order.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.order.Entries;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

/** How batches of the ledger end up in the database; each {@code apply} is one batch. */
class PlacementIT extends PlacementOnDatabase {

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

  private void pay(int nr) {
    jdbc.sql("UPDATE orders SET status = 'PAID' WHERE request_id = ?")
        .param(Entries.request(sale, nr))
        .update();
  }
}
