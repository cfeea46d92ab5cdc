package io.seckill.stack.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.stack.audit.FactsInTheMaking.Event;
import io.seckill.stack.audit.FactsInTheMaking.Order;
import io.seckill.stack.audit.FactsInTheMaking.Units;
import io.seckill.stack.audit.Finding.Offence;
import io.seckill.stack.audit.SaleFacts.Stats;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Guarantees 3, 4 and 6: each order is what was told of it, and is heard of as often as it should.
 */
class OrderCheckTests {

  private final FactsInTheMaking sale = new FactsInTheMaking();

  @Nested
  class ThreeASuccessIsOneOrder {

    @Test
    void findsAReservationWithoutOrder() {
      sale.orders.remove("r-ann");

      assertThat(sale.ids(3)).containsExactly("r-ann");
    }

    @Test
    void findsAReservationWhoseOrderIsStillParked() {
      sale.orders.put("r-ann", new Order(new Units("ann", 2), "PARKED"));

      assertThat(sale.ids(3)).containsExactly("r-ann");
    }

    @Test
    void findsADoubledOrder() {
      sale.orders.put("r-ann-again", new Order(new Units("ann", 2), "PENDING_PAYMENT"));

      assertThat(sale.ids(3)).containsExactly("r-ann-again");
    }

    @Test
    void findsAnOrderOfAnotherSizeOrUser() {
      sale.orders.put("r-ann", new Order(new Units("ann", 1), "PENDING_PAYMENT"));
      sale.orders.put("r-bob", new Order(new Units("ann", 1), "PAID"));

      assertThat(sale.ids(3)).containsExactlyInAnyOrder("r-ann", "r-bob");
    }

    @Test
    void findsAReservationWrittenTwiceAndNotAlike() {
      sale.contradictory.add("r-ann");

      assertThat(sale.ids(3)).containsExactly("r-ann");
    }
  }

  @Nested
  class FourAFailureIsNoOrder {

    @Test
    void findsAStandingOrderOfACancelledRequest() {
      sale.orders.put("r-cid", new Order(new Units("cid", 1), "PENDING_PAYMENT"));

      assertThat(sale.ids(4)).containsExactly("r-cid");
    }

    @Test
    void findsAnOrderOfARequestThatWasCancelledBeforeItsReservation() {
      sale.orders.put("r-dot", new Order(new Units("dot", 1), "PAID"));

      assertThat(sale.ids(4)).containsExactly("r-dot");
    }

    @Test
    void findsACancelledRequestThatStillHoldsStock() {
      sale.reservedInRedis.put("r-dot", new Units("dot", 1));

      assertThat(sale.ids(4)).containsExactly("r-dot");
    }
  }

  @Nested
  class SixExactCounts {

    @Test
    void findsEachCountThatIsWrong() {
      sale.stats = new Stats(4, 0, 2, 2, 3);

      assertThat(sale.offences(6))
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

      assertThat(sale.ids(6)).containsExactly("r-cid:cancelled");
    }

    @Test
    void findsANotificationAboutNothing() {
      sale.notifications.put(new Event("r-dot", "created"), "SENT");

      assertThat(sale.ids(6)).containsExactly("r-dot:created");
    }

    @Test
    void findsANotificationThatWasNotSent() {
      sale.notifications.put(new Event("r-ann", "created"), "PENDING");

      assertThat(sale.ids(6)).containsExactly("r-ann:created");
    }

    @Test
    void findsAnOrderTheCompanyNeverHeardOf() {
      sale.events.remove(new Event("r-ann", "created"));
      sale.notifications.remove(new Event("r-ann", "created"));

      assertThat(sale.ids(6)).containsExactly("r-ann:created");
    }

    @Test
    void findsACancelTheCompanyNeverHeardOf() {
      sale.events.remove(new Event("r-cid", "cancelled"));
      sale.notifications.remove(new Event("r-cid", "cancelled"));

      assertThat(sale.ids(6)).containsExactly("r-cid:cancelled");
    }

    @Test
    void findsEventsOfOrdersThatWereNeverMade() {
      sale.events.put(new Event("r-dot", "created"), 1);
      sale.notifications.put(new Event("r-dot", "created"), "SENT");
      sale.events.put(new Event("r-nobody", "created"), 1);
      sale.notifications.put(new Event("r-nobody", "created"), "SENT");

      assertThat(sale.ids(6)).containsExactlyInAnyOrder("r-dot:created", "r-nobody:created");
    }

    @Test
    void findsACancelThatWasToldOfAnOrderThatStands() {
      sale.events.put(new Event("r-ann", "cancelled"), 1);
      sale.notifications.put(new Event("r-ann", "cancelled"), "SENT");

      assertThat(sale.ids(6)).containsExactly("r-ann:cancelled");
    }

    @Test
    void repeatsOfAnEventAreAllowed() {
      sale.events.replaceAll((event, times) -> 5);

      assertThat(sale.ids(6)).isEmpty();
    }
  }
}
