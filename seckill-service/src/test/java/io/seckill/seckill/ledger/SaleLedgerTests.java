package io.seckill.seckill.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.seckill.seckill.decision.Request;
import io.seckill.seckill.decision.Sale;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SaleLedgerTests {

  private static final Sale SALE = new Sale("s", "Phone", 10, 1, 199, "CNY", 0, 9, 0);
  private static final Request REQUEST =
      new Request("s.0123456789012345678901", "s", "u", 2, 1234, "h:1", 1);

  private final SaleLedger ledger = new SaleLedger();
  private final Entry reserved = Entry.Reservation.of(REQUEST, 0, SALE);
  private final Entry cancelled =
      Entry.Cancellation.of(REQUEST, Entry.Cancellation.Reason.DECIDED_OTHERWISE);

  private long offset;

  private void add(SaleLedger to, Entry entry) {
    to.add(entry, 0, offset++);
  }

  private static Entry.Reservation reserved(int number, long fence) {
    return Entry.Reservation.of(
        new Request("s." + number, "s", "u" + number, 1, 1234, "h:1", 1), fence, SALE);
  }

  @Test
  void aReservationStands() {
    add(ledger, reserved);
    add(ledger, reserved);
    assertThat(ledger.standing()).containsOnlyKeys(REQUEST.requestId());
  }

  @Test
  void aCancellationWinsWhicheverComesFirst() {
    add(ledger, cancelled);
    add(ledger, reserved);
    assertThat(ledger.standing()).isEmpty();
    assertThat(ledger.wasReserved(REQUEST.requestId())).isTrue();

    SaleLedger other = new SaleLedger();
    add(other, reserved);
    add(other, cancelled);
    add(other, reserved);
    assertThat(other.standing()).isEmpty();
  }

  @Test
  void triesOfOneRequestShareItsReservation() {
    add(ledger, reserved);
    add(ledger, reserved);
    assertThat(ledger.isShared(REQUEST.requestId())).isFalse();
    Request other = new Request(REQUEST.requestId(), "s", "u", 2, 2345, "h:2", 2);
    add(ledger, Entry.Reservation.of(other, 0, SALE));
    assertThat(ledger.isShared(REQUEST.requestId())).isTrue();
    assertThat(ledger.standing().get(REQUEST.requestId()).deadlineMillis()).isEqualTo(2345);
    add(ledger, cancelled);
    assertThat(ledger.standing()).isEmpty();
  }

  @Test
  void whoAskedToCancelIsKnownAndEndsNothing() {
    Request other = new Request(REQUEST.requestId(), "s", "u", 2, 2345, "h:2", 2);
    add(ledger, reserved);
    add(ledger, new Entry.Close(REQUEST.requestId(), "s", REQUEST.tryId(), 7));
    add(ledger, new Entry.Close(REQUEST.requestId(), "s", other.tryId(), 5));
    assertThat(ledger.standing()).containsOnlyKeys(REQUEST.requestId());
    assertThat(ledger.closes())
        .containsExactly(
            Map.entry(
                REQUEST.requestId(),
                new SaleLedger.Close(7, Set.of(REQUEST.tryId(), other.tryId()))));
  }

  @Test
  void whatNobodyPaidIsKnownAsSuchUnlessItWasCancelledForAnotherReason() throws Exception {
    Entry unpaid = Entry.Cancellation.of(REQUEST, Entry.Cancellation.Reason.UNPAID);
    unpaid = Entry.decode(unpaid.encode(1));
    add(ledger, reserved);
    add(ledger, unpaid);
    add(ledger, unpaid);
    assertThat(ledger.standing()).isEmpty();
    assertThat(ledger.unpaid()).containsOnlyKeys(REQUEST.requestId());
    add(ledger, cancelled);
    assertThat(ledger.unpaid()).isEmpty();

    SaleLedger other = new SaleLedger();
    add(other, reserved);
    add(other, cancelled);
    add(other, unpaid);
    assertThat(other.unpaid()).isEmpty();
  }

  @Test
  void whatARebuildCameTooEarlyForIsNeverCounted() {
    ledger.add(new Entry.Rebuilt("s", 8, List.of(0L, 0L)), 1, 0);
    ledger.add(reserved(1, 8), 0, 0);
    ledger.add(reserved(2, 8), 0, 1);
    ledger.add(reserved(4, 0), 0, 2);
    ledger.add(reserved(3, 9), 1, 2);
    assertThat(ledger.standing()).containsOnlyKeys("s.1", "s.2", "s.3", "s.4");
    ledger.add(new Entry.Rebuilt("s", 9, List.of(1L, 1L)), 1, 1);
    assertThat(ledger.standing()).containsOnlyKeys("s.1", "s.3", "s.4");
    assertThat(ledger.uncounted()).containsExactly("s.2");
    ledger.add(reserved(2, 8).under(9), 0, 3);
    assertThat(ledger.standing()).containsOnlyKeys("s.1", "s.2", "s.3", "s.4");
    assertThat(ledger.uncounted()).isEmpty();
  }

  @Test
  void aRebuildThatWasOvertakenUndoesNothingOfTheOneThatOvertookIt() {
    ledger.add(new Entry.Rebuilt("s", 9, List.of(0L)), 0, 0);
    ledger.add(reserved(1, 9), 0, 1);
    // It had asked for the ends before the other one began, and wrote late.
    ledger.add(new Entry.Rebuilt("s", 8, List.of(0L)), 0, 2);
    assertThat(ledger.standing()).containsOnlyKeys("s.1");
    assertThat(ledger.uncounted()).isEmpty();
  }

  @Test
  void whatWasCancelledIsNotMissed() {
    ledger.add(new Entry.Rebuilt("s", 8, List.of(0L)), 0, 0);
    ledger.add(new Entry.Rebuilt("s", 9, List.of(1L)), 0, 1);
    ledger.add(Entry.Reservation.of(REQUEST, 8, SALE), 0, 2);
    assertThat(ledger.uncounted()).containsExactly(REQUEST.requestId());
    ledger.add(cancelled, 0, 3);
    assertThat(ledger.uncounted()).isEmpty();
    assertThat(ledger.standing()).isEmpty();
  }

  @Test
  void entriesComeBackAsTheyWereWritten() throws InvalidProtocolBufferException {
    Entry.Reservation read = (Entry.Reservation) Entry.decode(reserved.encode(42));
    assertThat(read.requestId()).isEqualTo(REQUEST.requestId());
    assertThat(read.userId()).isEqualTo("u");
    assertThat(read.quantity()).isEqualTo(2);
    assertThat(read.deadlineMillis()).isEqualTo(1234);
    assertThat(read.tryId()).isEqualTo(REQUEST.tryId()).isEqualTo(1235);
    Entry.Cancellation cancel = (Entry.Cancellation) Entry.decode(cancelled.encode(42));
    assertThat(cancel.requestId()).isEqualTo(REQUEST.requestId());
    assertThat(cancel.writtenMillis()).isEqualTo(42);
    assertThat(Entry.decode(Entry.Close.of(REQUEST).encode(42)))
        .isEqualTo(new Entry.Close(REQUEST.requestId(), "s", REQUEST.tryId(), 42));
    assertThat(((Entry.Reservation) Entry.decode(reserved(1, -9).encode(42))).fence())
        .isEqualTo(-9);
    Entry rebuilt = new Entry.Rebuilt("s", -9, List.of(0L, 7L));
    assertThat(Entry.decode(rebuilt.encode(42))).isEqualTo(rebuilt);
  }
}
