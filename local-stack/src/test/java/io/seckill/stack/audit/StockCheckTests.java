package io.seckill.stack.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.stack.audit.FactsInTheMaking.Order;
import io.seckill.stack.audit.FactsInTheMaking.Units;
import io.seckill.stack.audit.Finding.Offence;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Guarantees 1, 2 and 5: units, whoever holds them, add up. */
class StockCheckTests {

  private final FactsInTheMaking sale = new FactsInTheMaking();

  @Nested
  class OneNoOversell {

    @Test
    void findsMoreUnitsInStandingOrdersThanStock() {
      sale.stock = 2;

      assertThat(sale.ids(1)).containsExactly("phone");
      assertThat(sale.offences(1).get(0).what()).contains("3 (expected: <= 2)");
    }

    @Test
    void findsWhatWasSoldInASaleThatWasNeverAnnounced() {
      sale.stock = 0;

      assertThat(sale.ids(1)).containsExactly("phone");
    }

    @Test
    void cancelledOrdersHoldNoUnits() {
      sale.stock = 3;

      assertThat(sale.ids(1)).isEmpty();
    }
  }

  @Nested
  class TwoNoStockLost {

    @Test
    void findsAStolenUnit() {
      sale.remaining = 6;

      assertThat(sale.ids(2)).containsExactly("phone");
      assertThat(sale.offences(2).get(0).what()).contains("9 (expected: 10)");
    }

    @Test
    void findsAnotherStockInRedisThanWasAnnounced() {
      sale.stockInRedis = 11;
      sale.remaining = 8;

      assertThat(sale.offences(2))
          .extracting(Offence::what)
          .containsExactly(
              "stock in Redis: 11 (expected: 10)",
              "remaining + reserved in Redis: 11 (expected: 10)");
    }

    @Test
    void findsAReservationThatNeverReachedTheLedger() {
      sale.reservedInRedis.put("r-eve", new Units("eve", 1));
      sale.remaining = 6;

      assertThat(sale.ids(2)).containsOnly("r-eve");
    }

    @Test
    void findsAReservationThatRedisForgot() {
      sale.reservedInRedis.remove("r-bob");
      sale.remaining = 8;

      assertThat(sale.ids(2)).containsOnly("r-bob");
    }

    @Test
    void findsAReservationOfAnotherSize() {
      sale.reservedInRedis.put("r-bob", new Units("bob", 2));
      sale.remaining = 6;

      assertThat(sale.ids(2)).containsOnly("r-bob");
    }

    @Test
    void findsUnitsThatWereCancelledAndNotGivenBack() {
      sale.reservedInRedis.put("r-cid", new Units("cid", 1));
      sale.remaining = 6;

      assertThat(sale.ids(2)).containsOnly("r-cid");
    }

    @Test
    void whatRedisHoldsDoesNotCountWhileItsFenceIsDown() {
      sale.fenceDown();

      assertThat(sale.ids(2)).isEmpty();
      assertThat(sale.ids(4)).isEmpty();
      assertThat(sale.ids(5)).isEmpty();
    }

    @Test
    void findsMoreInTheLedgerThanARebuildCouldPutIntoRedis() {
      sale.fenceDown();
      sale.stock = 2;

      assertThat(sale.offences(2))
          .extracting(Offence::what)
          .containsExactly("units standing in the ledger: 3 (expected: <= 2)");
    }
  }

  @Nested
  class FiveAtMostPerUser {

    @Test
    void findsAUserWithMoreThanTheLimitOverSeveralOrders() {
      sale.orders.put("r-ann-2", new Order(new Units("ann", 1), "PENDING_PAYMENT"));

      assertThat(sale.ids(5)).containsExactly("ann");
      assertThat(sale.offences(5).get(0).what())
          .isEqualTo("units in standing orders: 3 (expected: <= 2)");
    }

    @Test
    void findsAUserWithMoreThanTheLimitInTheLedger() {
      sale.reserved.put("r-ann-2", new Units("ann", 1));

      assertThat(sale.ids(5)).containsExactly("ann");
    }

    @Test
    void findsALimitThatIsCountedWrong() {
      sale.unitsByUser.put("bob", 0);
      sale.unitsByUser.put("cid", 1);

      assertThat(sale.ids(5)).containsExactlyInAnyOrder("bob", "cid");
    }

    @Test
    void whatWasCancelledDoesNotCountAgainstTheLimit() {
      sale.orders.put("r-ann-2", new Order(new Units("ann", 2), "CANCELLED"));

      assertThat(sale.ids(5)).isEmpty();
    }
  }
}
