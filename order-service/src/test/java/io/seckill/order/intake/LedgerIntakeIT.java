package io.seckill.order.intake;

import static io.seckill.order.Entries.cancelled;
import static io.seckill.order.Entries.request;
import static io.seckill.order.Entries.reserved;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.seckill.contracts.DeadLetterHeaders;
import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.CancelReason;
import io.seckill.contracts.v1.LedgerEntry;
import io.seckill.contracts.v1.OrderEvent;
import io.seckill.order.Company;
import io.seckill.order.Entries;
import io.seckill.order.Ledger;
import io.seckill.order.OrderServiceTest;
import io.seckill.testing.servers.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/** The ledger in, orders and events out. */
@OrderServiceTest
class LedgerIntakeIT {

  @Autowired LedgerIntake intake;
  @Autowired Ledger ledger;
  @Autowired Company company;
  @Autowired JdbcClient jdbc;

  private final String sale = Entries.newSale();

  @BeforeAll
  static void waitLonger() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  @Test
  void entriesBecomeOrdersAndEvents() {
    ledger.write(reserved(sale, 1, 2, 10), reserved(sale, 2, 1, 10));
    await().until(() -> statuses().size() == 2);
    ledger.write(cancelled(sale, 1, 2, CancelReason.CANCEL_REASON_DEADLINE));

    await()
        .untilAsserted(
            () ->
                assertThat(company.heardIdsOf(sale))
                    .containsExactlyInAnyOrder(
                        request(sale, 1) + ":created",
                        request(sale, 2) + ":created",
                        request(sale, 1) + ":cancelled"));
    assertThat(statuses()).containsExactly("CANCELLED", "PENDING_PAYMENT");
    List<OrderEvent> first =
        company.heardOf(sale).stream()
            .filter(event -> event.getOrderId().equals(request(sale, 1)))
            .toList();
    assertThat(first.get(0).hasCreated()).isTrue();
    assertThat(first.get(1).getCancelled().getReason()).isEqualTo("deadline");
    assertThat(first.get(0).getItem()).isEqualTo("Phone");
    assertThat(first.get(0).getPriceMinor()).isEqualTo(19900);
    assertThat(first.get(0).getQuantity()).isEqualTo(2);
    assertThat(first.get(0).getUserId()).isEqualTo("user-1");
  }

  @Test
  void batchesDeliveredAgainAddNoEvent() {
    List<ConsumerRecord<byte[], byte[]>> one =
        records(reserved(sale, 1, 1, 10), reserved(sale, 2, 1, 10), reserved(sale, 1, 1, 10));
    List<ConsumerRecord<byte[], byte[]>> two =
        records(
            cancelled(sale, 1, 1, CancelReason.CANCEL_REASON_DEADLINE),
            cancelled(sale, 3, 1, CancelReason.CANCEL_REASON_DEADLINE),
            reserved(sale, 3, 1, 10));
    intake.take(one);
    intake.take(one);
    intake.take(two);
    intake.take(one);
    intake.take(two);
    // The last one in: when its event is out, every event before it is.
    intake.take(records(reserved(sale, 9, 1, 10)));

    await().until(() -> company.heardIdsOf(sale).contains(request(sale, 9) + ":created"));
    assertThat(company.heardIdsOf(sale))
        .containsExactlyInAnyOrder(
            request(sale, 1) + ":created",
            request(sale, 1) + ":cancelled",
            request(sale, 2) + ":created",
            request(sale, 9) + ":created");
  }

  @Test
  void recordThatIsNoEntryGoesToTheDeadLettersAndTheRestProceeds() {
    byte[] poison = ("poison of " + sale).getBytes(UTF_8);
    ledger.writeRaw(request(sale, 1), reserved(sale, 1, 1, 10).toByteArray());
    ledger.writeRaw(request(sale, 1), poison);
    ledger.writeRaw(request(sale, 1), reserved(sale, 2, 1, 10).toByteArray()).join();

    await().until(() -> statuses().size() == 2);
    ConsumerRecord<byte[], byte[]> dead = deadLetterOf(request(sale, 1));
    assertThat(dead.value()).isEqualTo(poison);
    assertThat(header(dead, "kafka_dlt-original-topic")).isEqualTo(Topics.RESERVATIONS);
    assertThat(header(dead, "kafka_dlt-exception-message")).contains("(expected: a LedgerEntry)");
    assertThat(header(dead, DeadLetterHeaders.REASON)).contains("(expected: a LedgerEntry)");
    assertThat(header(dead, DeadLetterHeaders.SERVICE)).isEqualTo("order-service");
    assertThat(header(dead, DeadLetterHeaders.STACK)).matches("[0-9a-f]{12}");
    assertThat(Instant.parse(header(dead, DeadLetterHeaders.TIME))).isBefore(Instant.now());
    assertThat(dead.headers().lastHeader("kafka_dlt-exception-stacktrace")).isNull();
  }

  @Test
  void entryThatOnlyTheDatabaseRefusesIsIsolatedAndTheRestProceeds() {
    LedgerEntry refused = reserved(sale, 5, 1, 10, "no text \0 for PostgreSQL");
    intake.take(
        records(
            reserved(sale, 1, 1, 10),
            reserved(sale, 2, 1, 10),
            refused,
            reserved(sale, 3, 1, 10),
            cancelled(sale, 2, 1, CancelReason.CANCEL_REASON_DEADLINE)));

    assertThat(statuses()).containsExactly("PENDING_PAYMENT", "CANCELLED", "PENDING_PAYMENT");
    assertThat(deadLetterOf(request(sale, 5)).value()).isEqualTo(refused.toByteArray());
    assertThat(unitsStanding()).isEqualTo(2);
  }

  @Test
  void batchThatIsTriedAgainAndAgainWritesOneLetterForARecord() {
    byte[] poison = ("poison of " + sale).getBytes(UTF_8);
    List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
    batch.add(
        new ConsumerRecord<>(Topics.RESERVATIONS, 0, 77, request(sale, 1).getBytes(UTF_8), poison));
    batch.addAll(records(reserved(sale, 2, 1, 10)));
    TestServers.postgres().stop();
    try {
      for (int nr = 0; nr < 3; nr++) {
        assertThatThrownBy(() -> intake.take(batch))
            .isInstanceOfAny(DataAccessException.class, TransactionException.class);
      }
    } finally {
      TestServers.postgres().start();
    }
    await()
        .ignoreExceptionsMatching(
            e -> e instanceof DataAccessException || e instanceof TransactionException)
        .untilAsserted(() -> intake.take(batch));

    assertThat(statuses()).containsExactly("PENDING_PAYMENT");
    assertThat(deadLetterOf(request(sale, 1)).value()).isEqualTo(poison);
  }

  @Test
  void databaseThatIsRestartedInTheMiddleLosesAndDoublesNothing() {
    int half = 300;
    IntStream.range(0, half).forEach(nr -> send(reserved(sale, nr, 1, 1000)));
    await().until(() -> !statuses().isEmpty());
    TestServers.postgres().stop();
    try {
      IntStream.range(half, 2 * half).forEach(nr -> send(reserved(sale, nr, 1, 1000)));
      ledger.write(cancelled(sale, 0, 1, CancelReason.CANCEL_REASON_DEADLINE));
    } finally {
      TestServers.postgres().start();
    }

    await()
        .ignoreExceptionsInstanceOf(DataAccessException.class)
        .untilAsserted(() -> assertThat(statuses()).hasSize(2 * half));
    await().until(() -> unitsStanding() == 2 * half - 1);
    // Request 0 is heard of twice, created and cancelled, or not at all: the cancel came first.
    await()
        .untilAsserted(
            () ->
                assertThat(Set.copyOf(company.heardIdsOf(sale)))
                    .filteredOn(event -> !event.startsWith(request(sale, 0)))
                    .containsExactlyInAnyOrderElementsOf(createdIds(1, 2 * half)));
    // The relay may have been cut off between send and delete: then it repeated itself, exactly.
    Set<OrderEvent> distinct = Set.copyOf(company.heardOf(sale));
    assertThat(distinct).extracting(OrderEvent::getEventId).doesNotHaveDuplicates();
    assertThat(company.deadLetters())
        .noneMatch(record -> new String(record.key(), UTF_8).startsWith(sale));
  }

  private Set<String> createdIds(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(nr -> request(sale, nr) + ":created")
        .collect(Collectors.toSet());
  }

  private void send(LedgerEntry entry) {
    ledger.writeRaw(entry.getRequestId(), entry.toByteArray());
  }

  private List<ConsumerRecord<byte[], byte[]>> records(LedgerEntry... entries) {
    return IntStream.range(0, entries.length)
        .mapToObj(
            nr ->
                new ConsumerRecord<>(
                    Topics.RESERVATIONS,
                    0,
                    nr,
                    entries[nr].getRequestId().getBytes(UTF_8),
                    entries[nr].toByteArray()))
        .toList();
  }

  private ConsumerRecord<byte[], byte[]> deadLetterOf(String key) {
    List<ConsumerRecord<byte[], byte[]>> dead =
        company.deadLetters().stream()
            .filter(record -> new String(record.key(), UTF_8).equals(key))
            .toList();
    assertThat(dead).hasSize(1);
    return dead.get(0);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private List<String> statuses() {
    return jdbc.sql("SELECT status FROM orders WHERE sale_id = ? ORDER BY request_id")
        .param(sale)
        .query(String.class)
        .list();
  }

  private int unitsStanding() {
    return jdbc.sql("SELECT units_standing FROM sales WHERE sale_id = ?")
        .param(sale)
        .query(Integer.class)
        .single();
  }
}
