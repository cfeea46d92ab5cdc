package io.seckill.seckill.ledger;

import com.google.protobuf.InvalidProtocolBufferException;
import io.seckill.contracts.v1.CancelReason;
import io.seckill.contracts.v1.LedgerEntry;
import io.seckill.contracts.v1.Reserved;
import io.seckill.seckill.decision.Sale;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads entries of the ledger. */
final class EntryDecoder {

  private EntryDecoder() {}

  /** Reads an entry; throws where it is none that this version knows. */
  static Entry decode(byte @Nullable [] value) throws InvalidProtocolBufferException {
    if (value == null) {
      throw new IllegalArgumentException("value: null (expected: a LedgerEntry)");
    }
    LedgerEntry entry = LedgerEntry.parseFrom(value);
    if (entry.getRequestId().isEmpty() || entry.getSaleId().isEmpty()) {
      throw new IllegalArgumentException("request_id and sale_id: empty (expected: both)");
    }
    return switch (entry.getEntryCase()) {
      case RESERVED -> reservation(entry);
      case CANCELLED ->
          new Entry.Cancellation(
              entry.getRequestId(),
              entry.getSaleId(),
              entry.getUserId(),
              entry.getQuantity(),
              entry.getCancelled().getReason() == CancelReason.CANCEL_REASON_UNPAID
                  ? Entry.Cancellation.Reason.UNPAID
                  : Entry.Cancellation.Reason.ELSEWHERE,
              entry.getWrittenEpochMillis());
      case CLOSING ->
          new Entry.Close(
              entry.getRequestId(),
              entry.getSaleId(),
              entry.getClosing().getTryId(),
              entry.getWrittenEpochMillis());
      case REBUILT ->
          new Entry.Rebuilt(
              entry.getSaleId(),
              entry.getRebuilt().getFence(),
              List.copyOf(entry.getRebuilt().getEndsList()));
      case ENTRY_NOT_SET ->
          throw new IllegalArgumentException(
              "entry: not set (expected: reserved, cancelled, closing or rebuilt)");
    };
  }

  private static Entry.Reservation reservation(LedgerEntry entry) {
    Reserved reserved = entry.getReserved();
    return new Entry.Reservation(
        entry.getRequestId(),
        entry.getSaleId(),
        entry.getUserId(),
        entry.getQuantity(),
        reserved.getDeadlineEpochMillis(),
        reserved.getTryId(),
        reserved.getFence(),
        new Sale(
            entry.getSaleId(),
            reserved.getItem(),
            reserved.getSaleStock(),
            0,
            reserved.getPriceMinor(),
            reserved.getCurrency(),
            0,
            0,
            0));
  }
}
