package io.seckill.stack.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.stack.audit.Finding.Offence;
import io.seckill.stack.audit.SaleFacts.Event;
import io.seckill.stack.audit.SaleFacts.Order;
import io.seckill.stack.audit.SaleFacts.Stats;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CheckTests {

  private final FactsInTheMaking sale = new FactsInTheMaking();

  @Test
  void findsNothingWhereAllIsWell() {
    List<Finding> findings = Audit.findings(List.of(sale.facts()));

    assertThat(findings).extracting(Finding::guarantee).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(findings).allSatisfy(finding -> assertThat(finding.offences()).isEmpty());
  }

  @Nested
  class OneNoOversell {

    @Test
    void findsMoreUnitsInStandingOrdersThanStock() {
      sale.stock = 2;

      assertThat(ids(1)).containsExactly("phone");
      assertThat(offences(1).get(0).what()).contains("3 (expected: <= 2)");
    }

    @Test
    void findsWhatWasSoldInASaleThatWasNeverAnnounced() {
      sale.stock = 0;

      assertThat(ids(1)).containsExactly("phone");
    }

    @Test
    void cancelledOrdersHoldNoUnits() {
      sale.stock = 3;

      assertThat(ids(1)).isEmpty();
    }
  }

  @Nested
  class TwoNoStockLost {

    @Test
    void findsAStolenUnit() {
      sale.remaining = 6;

      assertThat(ids(2)).containsExactly("phone");
      assertThat(offences(2).get(0).what()).contains("9 (expected: 10)");
    }

    @Test
    void findsAnotherStockInRedisThanWasAnnounced() {
      sale.stockInRedis = 11;
      sale.remaining = 8;

      assertThat(offences(2))
          .extracting(Offence::what)
          .containsExactly(
              "stock in Redis: 11 (expected: 10)",
              "remaining + reserved in Redis: 11 (expected: 10)");
    }

    @Test
    void findsAReservationThatNeverReachedTheLedger() {
      sale.reservedInRedis.put("r-eve", new Units("eve", 1));
      sale.remaining = 6;

      assertThat(ids(2)).containsOnly("r-eve");
    }

    @Test
    void findsAReservationThatRedisForgot() {
      sale.reservedInRedis.remove("r-bob");
      sale.remaining = 8;

      assertThat(ids(2)).containsOnly("r-bob");
    }

    @Test
    void findsAReservationOfAnotherSize() {
      sale.reservedInRedis.put("r-bob", new Units("bob", 2));
      sale.remaining = 6;

      assertThat(ids(2)).containsOnly("r-bob");
    }

    @Test
    void findsUnitsThatWereCancelledAndNotGivenBack() {
      sale.reservedInRedis.put("r-cid", new Units("cid", 1));
      sale.remaining = 6;

      assertThat(ids(2)).containsOnly("r-cid");
    }

    @Test
    void whatRedisHoldsDoesNotCountWhileItsFenceIsDown() {
      sale.fenceDown();

      assertThat(ids(2)).isEmpty();
      assertThat(ids(4)).isEmpty();
      assertThat(ids(5)).isEmpty();
    }

    @Test
    void findsMoreInTheLedgerThanARebuildCouldPutIntoRedis() {
      sale.fenceDown();
      sale.stock = 2;

      assertThat(offences(2))
          .extracting(Offence::what)
          .containsExactly("units standing in the ledger: 3 (expected: <= 2)");
    }
  }

  @Nested
  class ThreeASuccessIsOneOrder {

    @Test
    void findsAReservationWithoutOrder() {
      sale.orders.remove("r-ann");

      assertThat(ids(3)).containsExactly("r-ann");
    }

    @Test
    void findsAReservationWhoseOrderIsStillParked() {
      sale.orders.put("r-ann", new Order(new Units("ann", 2), "PARKED"));

      assertThat(ids(3)).containsExactly("r-ann");
    }

    @Test
    void findsADoubledOrder() {
      sale.orders.put("r-ann-again", new Order(new Units("ann", 2), "PENDING_PAYMENT"));

      assertThat(ids(3)).containsExactly("r-ann-again");
    }

    @Test
    void findsAnOrderOfAnotherSizeOrUser() {
      sale.orders.put("r-ann", new Order(new Units("ann", 1), "PENDING_PAYMENT"));
      sale.orders.put("r-bob", new Order(new Units("ann", 1), "PAID"));

      assertThat(ids(3)).containsExactlyInAnyOrder("r-ann", "r-bob");
    }

    @Test
    void findsAReservationWrittenTwiceAndNotAlike() {
      sale.contradictory.add("r-ann");

      assertThat(ids(3)).containsExactly("r-ann");
    }
  }

  @Nested
  class FourAFailureIsNoOrder {

    @Test
    void findsAStandingOrderOfACancelledRequest() {
      sale.orders.put("r-cid", new Order(new Units("cid", 1), "PENDING_PAYMENT"));

      assertThat(ids(4)).containsExactly("r-cid");
    }

    @Test
    void findsAnOrderOfARequestThatWasCancelledBeforeItsReservation() {
      sale.orders.put("r-dot", new Order(new Units("dot", 1), "PAID"));

      assertThat(ids(4)).containsExactly("r-dot");
    }

    @Test
    void findsACancelledRequestThatStillHoldsStock() {
      sale.reservedInRedis.put("r-dot", new Units("dot", 1));

      assertThat(ids(4)).containsExactly("r-dot");
    }
  }

  @Nested
  class FiveAtMostPerUser {

    @Test
    void findsAUserWithMoreThanTheLimitOverSeveralOrders() {
      sale.orders.put("r-ann-2", new Order(new Units("ann", 1), "PENDING_PAYMENT"));

      assertThat(ids(5)).containsExactly("ann");
      assertThat(offences(5).get(0).what())
          .isEqualTo("units in standing orders: 3 (expected: <= 2)");
    }

    @Test
    void findsAUserWithMoreThanTheLimitInTheLedger() {
      sale.reserved.put("r-ann-2", new Units("ann", 1));

      assertThat(ids(5)).containsExactly("ann");
    }

    @Test
    void findsALimitThatIsCountedWrong() {
      sale.unitsByUser.put("bob", 0);
      sale.unitsByUser.put("cid", 1);

      assertThat(ids(5)).containsExactlyInAnyOrder("bob", "cid");
    }

    @Test
    void whatWasCancelledDoesNotCountAgainstTheLimit() {
      sale.orders.put("r-ann-2", new Order(new Units("ann", 2), "CANCELLED"));

      assertThat(ids(5)).isEmpty();
    }
  }

  @Nested
  class SixExactCounts {

    @Test
    void findsEachCountThatIsWrong() {
      sale.stats = new Stats(4, 0, 2, 2, 3);

      assertThat(offences(6))
          .extracting(Offence::what)
          .containsExactly(
              "stats ordersCreated: 4 (expected: 3)",
              "stats ordersCancelled: 2 (expected: 1)",
              "stats ordersPaid: 0 (expected: 1)",
              "stats unitsSold: 2 (expected: 3)",
              "stats buyers: 3 (expected: 2)");
    }

    @Test
    void findsALostNotification() {
      sale.notifications.remove(new Event("r-cid", "cancelled"));

      assertThat(ids(6)).containsExactly("r-cid:cancelled");
    }

    @Test
    void findsANotificationAboutNothing() {
      sale.notifications.put(new Event("r-dot", "created"), "SENT");

      assertThat(ids(6)).containsExactly("r-dot:created");
    }

    @Test
    void findsANotificationThatWasNotSent() {
      sale.notifications.put(new Event("r-ann", "created"), "PENDING");

      assertThat(ids(6)).containsExactly("r-ann:created");
    }

    @Test
    void findsAnOrderTheCompanyNeverHeardOf() {
      sale.events.remove(new Event("r-ann", "created"));
      sale.notifications.remove(new Event("r-ann", "created"));

      assertThat(ids(6)).containsExactly("r-ann:created");
    }

    @Test
    void findsACancelTheCompanyNeverHeardOf() {
      sale.events.remove(new Event("r-cid", "cancelled"));
      sale.notifications.remove(new Event("r-cid", "cancelled"));

      assertThat(ids(6)).containsExactly("r-cid:cancelled");
    }

    @Test
    void findsEventsOfOrdersThatWereNeverMade() {
      sale.events.put(new Event("r-dot", "created"), 1);
      sale.notifications.put(new Event("r-dot", "created"), "SENT");
      sale.events.put(new Event("r-nobody", "created"), 1);
      sale.notifications.put(new Event("r-nobody", "created"), "SENT");

      assertThat(ids(6)).containsExactlyInAnyOrder("r-dot:created", "r-nobody:created");
    }

    @Test
    void findsACancelThatWasToldOfAnOrderThatStands() {
      sale.events.put(new Event("r-ann", "cancelled"), 1);
      sale.notifications.put(new Event("r-ann", "cancelled"), "SENT");

      assertThat(ids(6)).containsExactly("r-ann:cancelled");
    }

    @Test
    void repeatsOfAnEventAreAllowed() {
      sale.events.replaceAll((event, times) -> 5);

      assertThat(ids(6)).isEmpty();
    }
  }

  @Test
  void showsTheFirstTwentyOffencesAndSaysHowManyMore() {
    sale.orders.clear();
    for (int i = 0; i < 25; i++) {
      sale.orders.put("r-%02d".formatted(i), new Order(new Units("u" + i, 1), "PAID"));
    }
    AuditReport report = new AuditReport("", Audit.findings(List.of(sale.facts())));

    String table = AuditTable.of(report);

    assertThat(report.holds()).isFalse();
    assertThat(table).contains("VIOLATED 1 no oversell", "… and 7 more");
    assertThat(table).contains("units sold 25, stock 10");
  }

  @Test
  void sayThatTheSystemHasNotSettled() {
    AuditReport report =
        new AuditReport("3 events wait in the outbox", Audit.findings(List.of(sale.facts())));

    assertThat(AuditTable.of(report))
        .contains("has not settled: 3 events wait in the outbox", "All guarantees hold.");
  }

  @Test
  void jsonCarriesEveryFindingWithItsFiguresAndOffences() {
    sale.remaining = 6;

    String json = AuditCommand.toJson(new AuditReport("", Audit.findings(List.of(sale.facts()))));

    Map<?, ?> read = tools.jackson.databind.json.JsonMapper.shared().readValue(json, Map.class);
    assertThat(read.get("holds")).isEqualTo(false);
    assertThat((List<?>) read.get("findings")).hasSize(6);
    assertThat(json).contains("\"id\" : \"phone\"").contains("9 (expected: 10)");
  }

  private List<Offence> offences(int guarantee) {
    return Check.IN_ORDER.get(guarantee - 1).check(sale.facts()).offences();
  }

  private List<String> ids(int guarantee) {
    return offences(guarantee).stream().map(Offence::id).toList();
  }
}
