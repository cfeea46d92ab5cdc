package io.seckill.stack.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.stack.audit.DatabaseFacts.Work;
import io.seckill.stack.audit.Settling.Reading;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When a system counts as settled, from two looks at it. */
class SettlingTests {

  private static final Reading QUIET = reading(0, 100, new Work(0, 0, 0, "PAID=3"));

  @Test
  void settledWhereNothingIsLeftAndNothingMoved() {
    assertThat(QUIET.leftOrMovedSince(QUIET)).isEmpty();
  }

  @Test
  void saysWithFiguresWhatIsLeft() {
    Reading busy = reading(1200, 100, new Work(4, 3, 2, "PAID=3"));

    assertThat(busy.leftOrMovedSince(busy))
        .isEqualTo(
            "order-service on seckill.reservations is 1,200 records behind; 4 events wait in the"
                + " outbox; 3 unpaid orders are about to be cancelled; 2 notifications wait to be"
                + " sent");
  }

  @Test
  void notSettledWhereSomethingMovedBetweenTheTwoLooks() {
    Reading written = reading(0, 112, new Work(0, 0, 0, "PAID=3"));
    Reading paid = reading(0, 100, new Work(0, 0, 0, "PAID=4"));

    assertThat(written.leftOrMovedSince(QUIET)).contains("records: 100, then 112");
    assertThat(paid.leftOrMovedSince(QUIET)).contains("orders: PAID=3, then PAID=4");
  }

  private static Reading reading(long behind, long records, Work work) {
    return new Reading(
        new Backlog.Reading(
            Map.of("order-service on seckill.reservations", behind), Map.of("orders-0", records)),
        work);
  }
}
