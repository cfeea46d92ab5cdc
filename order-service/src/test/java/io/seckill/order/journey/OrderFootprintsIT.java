package io.seckill.order.journey;

import static io.seckill.order.Entries.cancelled;
import static io.seckill.order.Entries.request;
import static io.seckill.order.Entries.reserved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seckill.contracts.v1.CancelReason;
import io.seckill.dashboard.Footprints;
import io.seckill.dashboard.Step;
import io.seckill.dashboard.Waypoint;
import io.seckill.order.Entries;
import io.seckill.order.Ledger;
import io.seckill.order.OrderServiceTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@OrderServiceTest
class OrderFootprintsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Autowired Footprints footprints;
  @Autowired Ledger ledger;

  private final String sale = Entries.newSale();

  @Test
  void tellsTheReservationInTheLedgerAndTheOrderThatCameOfIt() {
    ledger.write(reserved(sale, 1, 1, 10), reserved(sale, 2, 1, 10));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(footprints.of(request(sale, 1)))
                    .extracting(Step::what)
                    .containsExactlyInAnyOrder(Waypoint.RESERVED, Waypoint.ORDERED));
    Step reserved = step(request(sale, 1), Waypoint.RESERVED);
    assertThat(reserved.about()).matches("seckill\\.reservations \\d+@\\d+");
    // As it stands in the entry, not when somebody read it.
    assertThat(reserved.at()).isEqualTo(Instant.ofEpochMilli(1));
  }

  @Test
  void tellsWhyAnOrderWasCancelled() {
    ledger.write(reserved(sale, 1, 1, 10));
    await().atMost(PATIENCE).until(() -> !footprints.of(request(sale, 1)).isEmpty());
    ledger.write(cancelled(sale, 1, 1, CancelReason.CANCEL_REASON_DEADLINE));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(footprints.of(request(sale, 1)))
                    .extracting(Step::what)
                    .containsExactlyInAnyOrder(
                        Waypoint.RESERVED,
                        Waypoint.ORDERED,
                        Waypoint.CANCELLED_IN_TIME,
                        Waypoint.ORDER_CANCELLED));
    assertThat(step(request(sale, 1), Waypoint.ORDER_CANCELLED).about()).isEqualTo("deadline");
  }

  @Test
  void tellsOfACancellationWithoutAnyOrder() {
    ledger.write(cancelled(sale, 1, 1, CancelReason.CANCEL_REASON_DECIDED_OTHERWISE));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(footprints.of(request(sale, 1)))
                    .extracting(Step::what)
                    .containsExactlyInAnyOrder(
                        Waypoint.CANCELLED_AFTERWARDS, Waypoint.NEVER_ORDERED));
    assertThat(footprints.of(request(sale, 2))).isEmpty();
  }

  private Step step(String requestId, Waypoint what) {
    return footprints.of(requestId).stream()
        .filter(step -> step.what() == what)
        .findFirst()
        .orElseThrow();
  }
}
