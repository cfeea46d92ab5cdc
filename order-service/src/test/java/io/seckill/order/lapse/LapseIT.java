package io.seckill.order.lapse;

import static io.seckill.order.Entries.request;
import static io.seckill.order.Entries.reserved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seckill.contracts.v1.CancelReason;
import io.seckill.contracts.v1.LedgerEntry;
import io.seckill.contracts.v1.OrderEvent;
import io.seckill.order.Company;
import io.seckill.order.Entries;
import io.seckill.order.Ledger;
import io.seckill.order.OrderServiceTest;
import io.seckill.order.SaleOnDatabase;
import io.seckill.order.payment.Payments;
import io.seckill.testing.servers.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Orders that nobody pays, on real servers. */
@OrderServiceTest
class LapseIT {

  @Autowired Ledger ledger;
  @Autowired Company company;
  @Autowired SaleOnDatabase database;
  @Autowired Payments payments;
  @Autowired LapseSweep sweep;
  @Autowired LapsePass pass;
  @Autowired LapseTable table;
  @Autowired JdbcClient jdbc;

  private final String sale = Entries.newSale();

  @BeforeAll
  static void waitLonger() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  @AfterEach
  void sweepGoesOn() {
    sweep.start();
  }

  private void makeOrders(int orders) {
    LedgerEntry[] entries = new LedgerEntry[orders];
    for (int nr = 0; nr < orders; nr++) {
      entries[nr] = reserved(sale, nr, 2, 2 * orders);
    }
    ledger.write(entries);
    await().until(() -> database.statuses(sale).size() == orders);
  }

  @Test
  void orderHasTheTimeToPayThatIsSet() {
    makeOrders(1);

    assertThat(
            jdbc.sql(
                    "SELECT pay_before - created_at = interval '15 minutes' FROM orders"
                        + " WHERE sale_id = ?")
                .param(sale)
                .query(Boolean.class)
                .single())
        .isTrue();
    assertThat(table.decide(Instant.now(), 1000)).isZero();
  }

  @Test
  void orderThatNobodyPaidIsCancelledByWayOfTheLedger() {
    makeOrders(2);
    assertThat(payments.pay(request(sale, 1), "key")).isTrue();

    database.makeDue(sale);

    await().until(() -> database.statuses(sale).equals(List.of("CANCELLED", "PAID")));
    assertThat(database.unitsStanding(sale)).isEqualTo(2);
    assertThat(company.cancellationsOf(sale))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.getRequestId()).isEqualTo(request(sale, 0));
              assertThat(entry.getUserId()).isEqualTo("user-0");
              assertThat(entry.getQuantity()).isEqualTo(2);
              assertThat(entry.getCancelled().getReason())
                  .isEqualTo(CancelReason.CANCEL_REASON_UNPAID);
            });
    await().until(() -> company.heardIdsOf(sale).contains(request(sale, 0) + ":cancelled"));
    List<OrderEvent> events =
        company.heardOf(sale).stream()
            .filter(event -> event.getOrderId().equals(request(sale, 0)))
            .toList();
    assertThat(events).hasSize(2);
    assertThat(events.get(1).getCancelled().getReason()).isEqualTo("unpaid");
  }

  @Test
  void onceDecidedNoPaymentIsTakenThoughTheOrderStillStands() {
    makeOrders(1);
    sweep.stop();
    database.makeDue(sale);

    boolean more = pass.decide();

    assertThat(more).isFalse();
    assertThat(database.statuses(sale)).containsExactly("PENDING_PAYMENT");
    assertThat(payments.pay(request(sale, 0), "key")).isFalse();
    assertThat(company.cancellationsOf(sale)).isEmpty();
  }

  /** As it stands where a process dies between the decision and the ledger. */
  @Test
  void whatWasDecidedIsSentByWhoeverComesNext() {
    makeOrders(3);
    sweep.stop();
    database.makeDue(sale);
    pass.decide();

    sweep.start();

    await().until(() -> database.statuses(sale).stream().allMatch("CANCELLED"::equals));
    await().until(() -> table.waiting() == 0);
    assertThat(database.unitsStanding(sale)).isZero();
    assertThat(company.cancellationsOf(sale)).hasSize(3);
  }

  @Test
  void cancellationWaitsForAKafkaThatIsAway() {
    makeOrders(1);
    TestServers.kafka().stop();
    try {
      database.makeDue(sale);
      await().until(() -> table.waiting() == 1);
      assertThat(payments.pay(request(sale, 0), "key")).isFalse();
    } finally {
      TestServers.kafka().start();
    }

    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> database.statuses(sale).equals(List.of("CANCELLED")));
    await().until(() -> table.waiting() == 0);
  }
}
