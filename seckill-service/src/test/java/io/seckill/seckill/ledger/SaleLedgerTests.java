package io.seckill.seckill.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.seckill.seckill.decision.Request;
import io.seckill.seckill.decision.Sale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SaleLedgerTests {

  private static final Sale SALE = new Sale("s", "Phone", 10, 1, 199, "CNY", 0, 9, 0);
  private static final Request REQUEST =
      new Request("s.0123456789012345678901", "s", "u", 2, 1234, "h:1", 1);

  private final SaleLedger ledger = new SaleLedger();
  private final Entry reserved = Entry.Reservation.of(REQUEST, SALE);
  private final Entry cancelled =
      Entry.Cancellation.of(REQUEST, Entry.Cancellation.Reason.DECIDED_OTHERWISE);

  @Test
  void aReservationStands() {
    ledger.add(reserved);
    ledger.add(reserved);
    assertThat(ledger.standing()).containsOnlyKeys(REQUEST.requestId());
  }

  @Test
  void aCancellationWinsWhicheverComesFirst() {
    ledger.add(cancelled);
    ledger.add(reserved);
    assertThat(ledger.standing()).isEmpty();
    assertThat(ledger.wasReserved(REQUEST.requestId())).isTrue();

    SaleLedger other = new SaleLedger();
    other.add(reserved);
    other.add(cancelled);
    other.add(reserved);
    assertThat(other.standing()).isEmpty();
  }

  @Test
  void triesOfOneRequestShareItsReservation() {
    ledger.add(reserved);
    ledger.add(reserved);
    assertThat(ledger.isShared(REQUEST.requestId())).isFalse();
    Request other = new Request(REQUEST.requestId(), "s", "u", 2, 2345, "h:2", 2);
    ledger.add(Entry.Reservation.of(other, SALE));
    assertThat(ledger.isShared(REQUEST.requestId())).isTrue();
    assertThat(ledger.standing().get(REQUEST.requestId()).deadlineMillis()).isEqualTo(2345);
    ledger.add(cancelled);
    assertThat(ledger.standing()).isEmpty();
  }

  @Test
  void whoAskedToCancelIsKnownAndEndsNothing() {
    Request other = new Request(REQUEST.requestId(), "s", "u", 2, 2345, "h:2", 2);
    ledger.add(reserved);
    ledger.add(new Entry.Close(REQUEST.requestId(), "s", REQUEST.tryId(), 7));
    ledger.add(new Entry.Close(REQUEST.requestId(), "s", other.tryId(), 5));
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
    ledger.add(reserved);
    ledger.add(unpaid);
    ledger.add(unpaid);
    assertThat(ledger.standing()).isEmpty();
    assertThat(ledger.unpaid()).containsOnlyKeys(REQUEST.requestId());
    ledger.add(cancelled);
    assertThat(ledger.unpaid()).isEmpty();

    SaleLedger other = new SaleLedger();
    other.add(reserved);
    other.add(cancelled);
    other.add(unpaid);
    assertThat(other.unpaid()).isEmpty();
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
  }
}
