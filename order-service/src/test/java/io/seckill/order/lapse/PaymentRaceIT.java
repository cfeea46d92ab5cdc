package io.seckill.order.lapse;

import static io.seckill.order.Entries.cancelled;
import static io.seckill.order.Entries.request;
import static io.seckill.order.Entries.reserved;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.seckill.contracts.v1.CancelReason;
import io.seckill.contracts.v1.LedgerEntry;
import io.seckill.order.Company;
import io.seckill.order.Entries;
import io.seckill.order.Ledger;
import io.seckill.order.OrderServiceTest;
import io.seckill.order.SaleOnDatabase;
import io.seckill.order.payment.Payments;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Many pay at the very moment at which several instances decide that nobody paid. */
@OrderServiceTest
class PaymentRaceIT {

  private static final Logger log = LoggerFactory.getLogger(PaymentRaceIT.class);

  private static final int ORDERS = 300;
  private static final int PAYERS = 2;
  private static final int INSTANCES = 2;

  @Autowired Ledger ledger;
  @Autowired Company company;
  @Autowired SaleOnDatabase database;
  @Autowired Payments payments;
  @Autowired LapseSweep sweep;
  @Autowired LapseTable table;
  @Autowired KafkaOperations<byte[], byte[]> kafka;
  @Autowired TransactionTemplate transaction;
  @Autowired MeterRegistry meters;

  private final String sale = Entries.newSale();
  private final ExecutorService threads = Executors.newFixedThreadPool(PAYERS + INSTANCES);
  private final CyclicBarrier start = new CyclicBarrier(PAYERS + INSTANCES);
  private final Set<String> paid = new ConcurrentSkipListSet<>();
  private final Set<String> refused = new ConcurrentSkipListSet<>();

  @BeforeAll
  static void waitLonger() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  @BeforeEach
  void noOtherSweep() {
    sweep.stop();
  }

  @AfterEach
  void sweepGoesOn() {
    threads.shutdownNow();
    sweep.start();
  }

  @Test
  void eachOrderIsPaidOrCancelledAndNeverBoth() throws Exception {
    makeOrders();
    database.makeDue(sale);

    AtomicInteger next = new AtomicInteger();
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < PAYERS; i++) {
      all.add(CompletableFuture.runAsync(() -> payAll(next), threads));
    }
    for (int i = 0; i < INSTANCES; i++) {
      all.add(CompletableFuture.runAsync(this::decideAndSendAll, threads));
    }
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(2, TimeUnit.MINUTES);
    sweep.start();
    await().until(() -> !database.statuses(sale).contains("PENDING_PAYMENT"));

    assertThat(paid).as("payments that won").isNotEmpty();
    assertThat(refused).as("payments that were refused").isNotEmpty();
    Map<String, String> orders = database.byRequest(sale);
    assertThat(ordersIn("PAID", orders)).isEqualTo(paid);
    assertThat(ordersIn("CANCELLED", orders)).isEqualTo(refused);
    assertThat(cancelledInTheLedger()).isEqualTo(refused);
    assertThat(database.unitsStanding(sale)).isEqualTo(paid.size());
    Set<String> expected = new HashSet<>();
    orders.keySet().forEach(id -> expected.add(id + ":created"));
    paid.forEach(id -> expected.add(id + ":paid"));
    refused.forEach(id -> expected.add(id + ":cancelled"));
    await().until(() -> company.heardIdsOf(sale).size() >= expected.size());
    assertThat(company.heardIdsOf(sale)).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** Not written by the sweep: then the payment may be first, and the row decides all the same. */
  @Test
  void cancelOfTheLedgerAndAPaymentOfTheSameMomentAgree() throws Exception {
    makeOrders();
    CompletableFuture<Void> cancels =
        CompletableFuture.runAsync(
            () -> {
              for (int nr = 0; nr < ORDERS; nr++) {
                ledger.write(cancelled(sale, nr, 1, CancelReason.CANCEL_REASON_UNPAID));
              }
            },
            threads);
    for (int nr = 0; nr < ORDERS; nr++) {
      (payUntilItIsKnown(request(sale, nr)) ? paid : refused).add(request(sale, nr));
    }
    cancels.get(2, TimeUnit.MINUTES);
    awaitAllRead();

    assertThat(ordersIn("PAID", database.byRequest(sale))).isEqualTo(paid);
    assertThat(ordersIn("CANCELLED", database.byRequest(sale))).isEqualTo(refused);
    assertThat(database.unitsStanding(sale)).isEqualTo(paid.size());
  }

  private void makeOrders() {
    makeOrders(sale, ORDERS);
  }

  /** Orders behind what was written so far, in every partition. */
  private void awaitAllRead() {
    makeOrders(Entries.newSale(), 100);
  }

  private void makeOrders(String of, int orders) {
    LedgerEntry[] entries = new LedgerEntry[orders];
    for (int nr = 0; nr < orders; nr++) {
      entries[nr] = reserved(of, nr, 1, orders);
    }
    ledger.write(entries);
    await().until(() -> database.statuses(of).size() == orders);
  }

  /** From the newest to the oldest, while the sweep comes from the other end: they meet. */
  private void payAll(AtomicInteger next) {
    awaitStart();
    for (int nr = next.getAndIncrement(); nr < ORDERS; nr = next.getAndIncrement()) {
      String order = request(sale, ORDERS - 1 - nr);
      (payUntilItIsKnown(order) ? paid : refused).add(order);
    }
  }

  /** With the same key, as whoever hears 503 does. */
  private boolean payUntilItIsKnown(String order) {
    while (true) {
      try {
        return payments.pay(order, "key");
      } catch (DataAccessException | TransactionException e) {
        log.info("{} is paid again: {}", order, e.toString());
      }
    }
  }

  /** One instance of its own. Small batches: the fewer at once, the more often they meet. */
  private void decideAndSendAll() {
    LapsePass pass =
        new LapsePass(
            table, kafka, new LapseSettings(3, 500, 200, 5000), Clock.systemUTC(), meters);
    awaitStart();
    while (paid.size() + refused.size() < ORDERS) {
      decideAndSend(pass);
    }
    decideAndSend(pass);
  }

  private void decideAndSend(LapsePass pass) {
    try {
      pass.decide();
      transaction.executeWithoutResult(commit -> pass.send());
    } catch (DataAccessException | TransactionException e) {
      log.info("The sweep goes on: {}", e.toString());
    }
  }

  private void awaitStart() {
    try {
      start.await(1, TimeUnit.MINUTES);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> ordersIn(String status, Map<String, String> orders) {
    return orders.entrySet().stream()
        .filter(order -> order.getValue().equals(status))
        .map(Map.Entry::getKey)
        .collect(toSet());
  }

  private Set<String> cancelledInTheLedger() {
    Set<String> ids = new TreeSet<>();
    company.cancellationsOf(sale).forEach(entry -> ids.add(entry.getRequestId()));
    return ids;
  }
}
