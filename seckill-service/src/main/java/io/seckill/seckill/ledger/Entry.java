package io.seckill.seckill.ledger;

import com.google.protobuf.InvalidProtocolBufferException;
import io.seckill.contracts.v1.CancelReason;
import io.seckill.contracts.v1.Cancelled;
import io.seckill.contracts.v1.Closing;
import io.seckill.contracts.v1.LedgerEntry;
import io.seckill.contracts.v1.Reserved;
import io.seckill.seckill.decision.Request;
import io.seckill.seckill.decision.Sale;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of the ledger. For one request a cancellation outweighs every reservation. */
public sealed interface Entry {

  /** The request, and the order that comes of it. */
  String requestId();

  /** The sale whose stock it is about. */
  String saleId();

  /** The entry as it stands in the topic, with the time it is written, epoch milliseconds. */
  byte[] encode(long nowMillis);

  /**
   * Stock was locked.
   *
   * @param fence the number of the fence under which it was; 0 where nobody knows
   */
  record Reservation(
      String requestId,
      String saleId,
      String userId,
      int quantity,
      long deadlineMillis,
      long tryId,
      long fence,
      Sale sale)
      implements Entry {

    /** The reservation of a request. */
    public static Reservation of(Request request, long fence, Sale sale) {
      return new Reservation(
          request.requestId(),
          request.saleId(),
          request.userId(),
          request.quantity(),
          request.deadlineMillis(),
          request.tryId(),
          fence,
          sale);
    }

    /** The same again, as its units are locked under this fence too. */
    public Reservation under(long otherFence) {
      return new Reservation(
          requestId, saleId, userId, quantity, deadlineMillis, tryId, otherFence, sale);
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
                  .setTryId(tryId)
                  .setFence(fence))
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

  /**
   * The sale's stock is made anew from what stands before these ends.
   *
   * @param fence the number of the new fence, not 0
   * @param ends one for each partition of the ledger, from 0 on
   */
  record Rebuilt(String saleId, long fence, List<Long> ends) implements Entry {

    /** The same for all of a sale, so that they stand in one partition. */
    @Override
    public String requestId() {
      return saleId + ".rebuilt";
    }

    @Override
    public byte[] encode(long nowMillis) {
      return base(requestId(), saleId, "", 0, nowMillis)
          .setRebuilt(io.seckill.contracts.v1.Rebuilt.newBuilder().setFence(fence).addAllEnds(ends))
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
    return EntryDecoder.decode(value);
  }
}
