package io.seckill.seckill.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.seckill.inventory.Answer.Kind;
import io.seckill.seckill.inventory.Claim.Mode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is cancelled, by whom, and what stays known of it: the scripts, on a real Redis. */
class CancellationIT extends OpenSale {

  @Test
  void aCancelledReservationGivesItsUnitsBackOnce() {
    kinds(List.of(claim("r", "u", 3)));
    assertThat(inventory.release(sale, List.of("r", "r"), Set.of()).units()).isEqualTo(3);
    assertThat(inventory.release(sale, List.of("r"), Set.of()).units()).isZero();
    assertThat(inventory.stock(sale).remaining()).isEqualTo(10);
    assertThat(kinds(List.of(claim("other", "u", 1)))).containsExactly(Kind.RESERVED);
  }

  @Test
  void whatWasWonAndNotPaidStaysKnownAsWonThoughItsUnitsAreBack() {
    kinds(List.of(claim("r", "u", 3)));
    assertThat(inventory.release(sale, List.of("r"), Set.of("r")).units()).isEqualTo(3);
    assertThat(inventory.release(sale, List.of("r"), Set.of("r")).units()).isZero();

    expectWonAndNotPaid(10);
    // Once more, after a loss of Redis.
    redis.delete(List.of(SaleKeys.of(sale).sale()));
    open(
        10,
        Map.of(),
        Map.of("r", new Holding.Units("u", 3, 1, "")),
        Map.of("r", Double.POSITIVE_INFINITY));
    expectWonAndNotPaid(10);
  }

  private void expectWonAndNotPaid(int remaining) {
    assertThat(inventory.stock(sale).remaining()).isEqualTo(remaining);
    Holding.Units units = inventory.holding(sale, "r").units();
    assertThat(units).isNotNull().extracting(Holding.Units::quantity).isEqualTo(3);
    assertThat(inventory.holding(sale, "r").unpaid()).isTrue();
    assertThat(inventory.close(sale, List.of(ofGateway(2, "r", "u", 3)))).containsExactly(false);
    assertThat(kinds(List.of(claim("r", "u", 3), claim("r", "u", 3, Mode.ADOPT))))
        .containsExactly(Kind.HELD, Kind.HELD);
    assertThat(kinds(List.of(claim("r", "u", 1)))).containsExactly(Kind.HELD_OTHERWISE);
    assertThat(inventory.stock(sale).remaining()).isEqualTo(remaining);
  }

  @Test
  void whatWasCancelledBeforeItCouldBePaidWasNeverWon() {
    kinds(List.of(claim("r", "u", 3)));
    inventory.release(sale, List.of("r"), Set.of());
    inventory.release(sale, List.of("r"), Set.of("r"));
    expectNeverWon();
  }

  @Test
  void whoCancelsForAnotherReasonOutweighsThatNobodyPaid() {
    kinds(List.of(claim("r", "u", 3)));
    inventory.release(sale, List.of("r"), Set.of("r"));
    inventory.release(sale, List.of("r"), Set.of());
    expectNeverWon();
  }

  private void expectNeverWon() {
    assertThat(inventory.holding(sale, "r").units()).isNull();
    assertThat(kinds(List.of(claim("r", "u", 3)))).containsExactly(Kind.CANCELLED);
  }

  @Test
  void aCancellationThatCameFirstKeepsTheReserveOut() {
    inventory.release(sale, List.of("r"), Set.of());
    assertThat(kinds(List.of(claim("r", "u", 1)))).containsExactly(Kind.CANCELLED);
    assertThat(kinds(List.of(claim("r", "u", 1, Mode.ADOPT)))).containsExactly(Kind.CANCELLED);
    assertThat(inventory.holding(sale, "r")).isEqualTo(new Holding(null, true));
  }

  @Test
  void aTryThatHoldsItsUnitsAloneMayBeCancelledAndNoOtherOneGetsAShareAfterwards() {
    kinds(List.of(claim("r", "u", 1)));
    assertThat(inventory.close(sale, List.of(ofGateway(2, "r", "u", 1), ofGateway(1, "r", "u", 1))))
        .containsExactly(false, true);
    assertThat(kinds(List.of(new Claim(ofGateway(2, "r", "u", 1), Mode.RESERVE))))
        .containsExactly(Kind.LEFT_ALONE);
    assertThat(kinds(List.of(claim("r", "u", 1)))).containsExactly(Kind.HELD);
  }

  @Test
  void noTryMayBeCancelledOnceSeveralShareTheUnits() {
    kinds(List.of(claim("r", "u", 1)));
    Claim other = new Claim(ofGateway(2, "r", "u", 1), Mode.RESERVE);
    assertThat(kinds(List.of(other))).containsExactly(Kind.HELD);
    assertThat(inventory.close(sale, List.of(ofGateway(1, "r", "u", 1), ofGateway(2, "r", "u", 1))))
        .containsExactly(false, false);
    assertThat(inventory.stock(sale).remaining()).isEqualTo(9);
    assertThat(inventory.release(sale, List.of("r"), Set.of()).units()).isEqualTo(1);
  }

  @Test
  void whatWasClosedBeforeItHeldAnythingNeverWill() {
    assertThat(inventory.close(sale, List.of(ofGateway(1, "r", "u", 1)))).containsExactly(true);
    assertThat(kinds(List.of(new Claim(ofGateway(2, "r", "u", 1), Mode.RESERVE))))
        .containsExactly(Kind.LEFT_ALONE);
    assertThat(kinds(List.of(new Claim(ofGateway(2, "r", "u", 1), Mode.ADOPT))))
        .containsExactly(Kind.CANCELLED);
  }

  @Test
  void whatAnotherTryMayHaveCancelledIsKeptAndToldToNobody() {
    redis.delete(List.of(SaleKeys.of(sale).sale()));
    open(
        10,
        Map.of("r", new Holding.Units("u", 1, deadline, Holding.Units.DOUBTED)),
        Map.of(Tries.closed("r"), (double) deadline));
    assertThat(kinds(List.of(claim("r", "u", 1), claim("r", "u", 1, Mode.RESERVE_REPEAT))))
        .containsOnly(Kind.LEFT_ALONE);
    assertThat(kinds(List.of(claim("r", "u", 1, Mode.ADOPT)))).containsExactly(Kind.HELD);
    assertThat(inventory.close(sale, List.of(ofGateway(1, "r", "u", 1)))).containsExactly(false);
    assertThat(kinds(List.of(claim("r", "u", 1)))).containsExactly(Kind.LEFT_ALONE);
    assertThat(inventory.holding(sale, "r").cancelled()).isFalse();
    assertThat(inventory.release(sale, List.of("r"), Set.of()).units()).isEqualTo(1);
  }

  @Test
  void aTryThatWasRefusedAsARepeatDoesNotKeepAnotherOneOut() {
    assertThat(kinds(List.of(claim("r", "u", 1, Mode.LOOK_UP_REPEAT))))
        .containsExactly(Kind.NOT_HELD);
    assertThat(kinds(List.of(claim("r", "u", 1)))).containsExactly(Kind.LEFT_ALONE);
    assertThat(kinds(List.of(new Claim(ofGateway(2, "r", "u", 1), Mode.RESERVE))))
        .containsExactly(Kind.RESERVED);
  }
}
