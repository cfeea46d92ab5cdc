package io.seckill.order.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seckill.contracts.v1.OrderCancelled;
import io.seckill.contracts.v1.OrderCreated;
import io.seckill.contracts.v1.OrderEvent;
import io.seckill.order.Company;
import io.seckill.order.Entries;
import io.seckill.order.OrderServiceTest;
import io.seckill.testing.servers.TestServers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Events on their way from the table to the topic. */
@OrderServiceTest
class OutboxRelayIT {

  @Autowired Outbox outbox;
  @Autowired OutboxTable table;
  @Autowired OutboxRelay relay;
  @Autowired RelayPass pass;
  @Autowired Company company;
  @Autowired TransactionTemplate transaction;

  private final String sale = Entries.newSale();

  @AfterEach
  void goOn() {
    relay.start();
  }

  @Test
  void crashBetweenSendAndDeleteRepeatsTheEventUnderTheSameId() {
    relay.stop();
    commit(created(1), created(2));

    transaction.executeWithoutResult(
        crash -> {
          assertThat(pass.run()).isEqualTo(RelayPass.Result.PUBLISHED);
          crash.setRollbackOnly();
        });
    assertThat(company.heardIdsOf(sale)).hasSize(2);
    relay.start();

    String one = Entries.request(sale, 1) + ":created";
    String two = Entries.request(sale, 2) + ":created";
    await()
        .untilAsserted(
            () ->
                assertThat(company.heardIdsOf(sale)).containsExactlyInAnyOrder(one, two, one, two));
    await().until(table::isEmpty);
  }

  @Test
  void transactionThatIsRolledBackIsNeverHeardOf() {
    transaction.executeWithoutResult(
        rollback -> {
          outbox.write(List.of(created(1)));
          rollback.setRollbackOnly();
        });
    commit(created(2));

    await().until(() -> !company.heardIdsOf(sale).isEmpty());
    assertThat(company.heardIdsOf(sale)).containsExactly(Entries.request(sale, 2) + ":created");
  }

  @Test
  void eventsOfOneOrderStayInOrderAndAreNeverInFlightTogether() {
    relay.stop();
    commit(
        Stream.concat(
                IntStream.range(0, 50).mapToObj(this::created),
                IntStream.range(0, 50).mapToObj(this::cancelled))
            .toArray(OutgoingEvent[]::new));

    assertThat(pass.run()).isEqualTo(RelayPass.Result.PUBLISHED);
    assertThat(company.heardOf(sale)).hasSize(50).allMatch(OrderEvent::hasCreated);
    assertThat(pass.run()).isEqualTo(RelayPass.Result.PUBLISHED);
    assertThat(company.heardOf(sale)).hasSize(100);
    assertThat(pass.run()).isEqualTo(RelayPass.Result.EMPTY);
  }

  @Test
  void whileOneInstanceRelaysAnotherDoesNot() {
    relay.stop();
    commit(created(1));

    transaction.executeWithoutResult(
        elsewhere -> {
          assertThat(table.tryLock()).isTrue();
          RelayPass.Result result = CompletableFuture.supplyAsync(pass::run).join();
          assertThat(result).isEqualTo(RelayPass.Result.ELSEWHERE);
        });
    assertThat(company.heardOf(sale)).isEmpty();
  }

  @Test
  void commitWakesTheRelayAtOnce() {
    OutboxSettings patient = new OutboxSettings(1000, 60_000, 1000, 200, 5000);
    OutboxRelay sleeper = new OutboxRelay(pass, patient);
    relay.stop();
    sleeper.start();
    try {
      // Nobody polls within the minute: only the wake-up can bring the event out in time.
      await().pollDelay(Duration.ofMillis(300)).until(() -> true);
      transaction.executeWithoutResult(
          commit -> new Outbox(table, sleeper, Clock.systemUTC()).write(List.of(created(1))));
      await().atMost(Duration.ofSeconds(20)).until(() -> !company.heardOf(sale).isEmpty());
    } finally {
      sleeper.stop();
    }
  }

  @Test
  void eventsWaitForAKafkaThatIsAwayAndThenGoOut() {
    TestServers.kafka().stop();
    try {
      commit(created(1));
      commit(cancelled(1));
      assertThat(table.isEmpty()).isFalse();
    } finally {
      TestServers.kafka().start();
    }

    await().atMost(Duration.ofSeconds(90)).until(table::isEmpty);
    assertThat(company.heardIdsOf(sale).stream().distinct())
        .containsExactly(
            Entries.request(sale, 1) + ":created", Entries.request(sale, 1) + ":cancelled");
  }

  private void commit(OutgoingEvent... events) {
    transaction.executeWithoutResult(commit -> outbox.write(List.of(events)));
  }

  private OutgoingEvent created(int nr) {
    return event(nr, "created", event -> event.setCreated(OrderCreated.getDefaultInstance()));
  }

  private OutgoingEvent cancelled(int nr) {
    return event(nr, "cancelled", event -> event.setCancelled(OrderCancelled.getDefaultInstance()));
  }

  private OutgoingEvent event(int nr, String kind, Consumer<OrderEvent.Builder> body) {
    String orderId = Entries.request(sale, nr);
    OrderEvent.Builder event =
        OrderEvent.newBuilder()
            .setEventId(orderId + ":" + kind)
            .setOrderId(orderId)
            .setSaleId(sale);
    body.accept(event);
    return new OutgoingEvent(orderId, event.build().toByteArray(), null);
  }
}
