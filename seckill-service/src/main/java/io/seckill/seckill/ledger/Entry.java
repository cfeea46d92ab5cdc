package io.seckill.seckill.ledger;

import com.google.protobuf.InvalidProtocolBufferException;
import io.seckill.contracts.v1.CancelReason;
import io.seckill.contracts.v1.Cancelled;
import io.seckill.contracts.v1.Closing;
import io.seckill.contracts.v1.LedgerEntry;
import io.seckill.contracts.v1.Reserved;
import io.seckill.seckill.decision.Request;
import io.seckill.seckill.decision.Sale;
import org.jspecify.annotations.Nullable;

/** One entry of the ledger. For one request a cancellation outweighs every reservation. */
public sealed interface Entry {

  /** The request, and the order that comes of it. */
  String requestId();

  /** The sale whose stock it is about. */
  String saleId();

  /** The entry as it stands in the topic, with the time it is written, epoch milliseconds. */
  byte[] encode(long nowMillis);

  /** Stock was locked. */
  record Reservation(
      String requestId,
      String saleId,
      String userId,
      int quantity,
      long deadlineMillis,
      long tryId,
      Sale sale)
      implements Entry {

    /** The reservation of a request. */
    public static Reservation of(Request request, Sale sale) {
      return new Reservation(
          request.requestId(),
          request.saleId(),
          request.userId(),
          request.quantity(),
          request.deadlineMillis(),
          request.tryId(),
          sale);
    }

    @Override
    public byte[] encode(long nowMillis) {
      return base(requestId, saleId, userId, quantity, nowMillis)
          .setReserved(
              Reserved.newBuilder()
                  .setItem(sale.item())
                  .setPriceMinor(sale.priceMinor())
                  .setCurrency(sale.currency())
                  .setSaleStock(sale.stock())
                  .setDeadlineEpochMillis(deadlineMillis)
                  .setTryId(tryId))
          .build()
          .toByteArray();
    }
  }

  /** The request has no claim to stock any more. */
  record Cancellation(
      String requestId,
      String saleId,
      String userId,
      int quantity,
      Reason reason,
      long writtenMillis)
      implements Entry {

    /** Why a request loses its claim, as far as this service writes it. */
    public enum Reason {
      /** The gateway had told, or will tell, something else. */
      DECIDED_OTHERWISE(CancelReason.CANCEL_REASON_DECIDED_OTHERWISE),
      /** The gateway was about to write it, and did not. */
      DEADLINE(CancelReason.CANCEL_REASON_DEADLINE),
      /** Redis lost the reservation before anyone was told, and its units were gone afterwards. */
      FENCED(CancelReason.CANCEL_REASON_FENCED),
      /** Nobody paid the order in time; written by order-service. */
      UNPAID(CancelReason.CANCEL_REASON_UNPAID),
      /** Written by another service. */
      ELSEWHERE(CancelReason.CANCEL_REASON_UNSPECIFIED);

      private final CancelReason wire;

      Reason(CancelReason wire) {
        this.wire = wire;
      }
    }

    /** The request was won and told as a success; its order was not paid. */
    public boolean isUnpaid() {
      return reason == Reason.UNPAID;
    }

    /** The cancellation of a request by this service, now. */
    public static Cancellation of(Request request, Reason reason) {
      return new Cancellation(
          request.requestId(), request.saleId(), request.userId(), request.quantity(), reason, 0);
    }

    @Override
    public byte[] encode(long nowMillis) {
      return base(requestId, saleId, userId, quantity, nowMillis)
          .setCancelled(Cancelled.newBuilder().setReason(reason.wire))
          .build()
          .toByteArray();
    }
  }

  /**
   * A try of the request wants it cancelled: after a loss of Redis the other tries are kept out
   * too.
   */
  record Close(String requestId, String saleId, long tryId, long writtenMillis) implements Entry {

    /** In the name of this try, now. */
    public static Close of(Request request) {
      return new Close(request.requestId(), request.saleId(), request.tryId(), 0);
    }

    @Override
    public byte[] encode(long nowMillis) {
      return base(requestId, saleId, "", 0, nowMillis)
          .setClosing(Closing.newBuilder().setTryId(tryId))
          .build()
          .toByteArray();
    }
  }

  private static LedgerEntry.Builder base(
      String requestId, String saleId, String userId, int quantity, long nowMillis) {
    return LedgerEntry.newBuilder()
        .setRequestId(requestId)
        .setSaleId(saleId)
        .setUserId(userId)
        .setQuantity(quantity)
        .setWrittenEpochMillis(nowMillis);
  }

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
          new Cancellation(
              entry.getRequestId(),
              entry.getSaleId(),
              entry.getUserId(),
              entry.getQuantity(),
              entry.getCancelled().getReason() == CancelReason.CANCEL_REASON_UNPAID
                  ? Cancellation.Reason.UNPAID
                  : Cancellation.Reason.ELSEWHERE,
              entry.getWrittenEpochMillis());
      case CLOSING ->
          new Close(
              entry.getRequestId(),
              entry.getSaleId(),
              entry.getClosing().getTryId(),
              entry.getWrittenEpochMillis());
      case ENTRY_NOT_SET ->
          throw new IllegalArgumentException(
              "entry: not set (expected: reserved, cancelled or closing)");
    };
  }

  private static Reservation reservation(LedgerEntry entry) {
    Reserved reserved = entry.getReserved();
    return new Reservation(
        entry.getRequestId(),
        entry.getSaleId(),
        entry.getUserId(),
        entry.getQuantity(),
        reserved.getDeadlineEpochMillis(),
        reserved.getTryId(),
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
