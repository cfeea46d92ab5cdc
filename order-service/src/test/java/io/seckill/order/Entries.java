package io.seckill.order;

import io.seckill.contracts.v1.CancelReason;
import io.seckill.contracts.v1.Cancelled;
import io.seckill.contracts.v1.LedgerEntry;
import io.seckill.contracts.v1.Reserved;
import java.util.UUID;

/** Entries of the ledger, as seckill-service and the gateway write them. */
public final class Entries {

  private Entries() {}

  public static String newSale() {
    return "sale-" + UUID.randomUUID();
  }

  /** The id of a sale's nth request. */
  public static String request(String saleId, int nr) {
    return saleId + "." + "%022d".formatted(nr);
  }

  public static LedgerEntry reserved(String saleId, int nr, int quantity, int saleStock) {
    return reserved(saleId, nr, quantity, saleStock, "Phone");
  }

  public static LedgerEntry reserved(
      String saleId, int nr, int quantity, int saleStock, String item) {
    return entry(saleId, nr, quantity)
        .setReserved(
            Reserved.newBuilder()
                .setItem(item)
                .setPriceMinor(19900)
                .setCurrency("CNY")
                .setSaleStock(saleStock))
        .build();
  }

  public static LedgerEntry cancelled(String saleId, int nr, int quantity, CancelReason reason) {
    return entry(saleId, nr, quantity)
        .setCancelled(Cancelled.newBuilder().setReason(reason))
        .build();
  }

  private static LedgerEntry.Builder entry(String saleId, int nr, int quantity) {
    return LedgerEntry.newBuilder()
        .setRequestId(request(saleId, nr))
        .setSaleId(saleId)
        .setUserId("user-" + nr)
        .setQuantity(quantity)
        .setWrittenEpochMillis(1);
  }
}
