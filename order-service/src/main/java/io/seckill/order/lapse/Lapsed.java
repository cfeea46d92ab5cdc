package io.seckill.order.lapse;

import io.seckill.contracts.v1.CancelReason;
import io.seckill.contracts.v1.Cancelled;
import io.seckill.contracts.v1.LedgerEntry;
import java.nio.charset.StandardCharsets;

/** An order that nobody paid in time, and what the ledger is to hold of it. */
record Lapsed(String requestId, String saleId, String userId, int quantity) {

  /** Entries of one request share a partition of the ledger. */
  byte[] key() {
    return requestId.getBytes(StandardCharsets.UTF_8);
  }

  byte[] cancellation(long nowMillis) {
    return LedgerEntry.newBuilder()
        .setRequestId(requestId)
        .setSaleId(saleId)
        .setUserId(userId)
        .setQuantity(quantity)
        .setWrittenEpochMillis(nowMillis)
        .setCancelled(Cancelled.newBuilder().setReason(CancelReason.CANCEL_REASON_UNPAID))
        .build()
        .toByteArray();
  }
}
