package io.seckill.order.intake;

import static io.seckill.order.Entries.cancelled;
import static io.seckill.order.Entries.request;
import static io.seckill.order.Entries.reserved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.contracts.v1.CancelReason;
import io.seckill.contracts.v1.Cancelled;
import io.seckill.contracts.v1.Closing;
import io.seckill.contracts.v1.LedgerEntry;
import io.seckill.contracts.v1.Rebuilt;
import io.seckill.order.placement.LedgerFact;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerDecoderTests {

  @Test
  void readsAReservation() {
    assertThat(LedgerDecoder.decode(reserved("sale", 1, 2, 100).toByteArray()))
        .isEqualTo(
            new LedgerFact.Reserved(
                request("sale", 1), "sale", "user-1", 2, "Phone", 19900, "CNY", 100));
  }

  @Test
  void readsACancel() {
    byte[] entry =
        cancelled("sale", 1, 2, CancelReason.CANCEL_REASON_DECIDED_OTHERWISE).toByteArray();
    assertThat(LedgerDecoder.decode(entry))
        .isEqualTo(
            new LedgerFact.Cancelled(
                request("sale", 1),
                "sale",
                "user-1",
                2,
                io.seckill.order.placement.CancelReason.DECIDED_OTHERWISE));
  }

  @Test
  void passesOverAClosing() {
    LedgerEntry entry =
        LedgerEntry.newBuilder()
            .setRequestId(request("sale", 1))
            .setSaleId("sale")
            .setClosing(Closing.newBuilder().setTryId(7))
            .build();
    assertThat(LedgerDecoder.decode(entry.toByteArray())).isNull();
  }

  @Test
  void passesOverARebuild() {
    LedgerEntry entry =
        LedgerEntry.newBuilder()
            .setRequestId("sale.rebuilt")
            .setSaleId("sale")
            .setRebuilt(Rebuilt.newBuilder().setFence(0xf00d).addEnds(7))
            .build();
    assertThat(LedgerDecoder.decode(entry.toByteArray())).isNull();
  }

  @Test
  void takesACancelThatLacksUserAndQuantityAndHasAReasonOfTheFuture() {
    LedgerEntry entry =
        LedgerEntry.newBuilder()
            .setRequestId(request("sale", 1))
            .setSaleId("sale")
            .setCancelled(Cancelled.newBuilder().setReasonValue(99))
            .build();
    assertThat(LedgerDecoder.decode(entry.toByteArray()))
        .isEqualTo(
            new LedgerFact.Cancelled(
                request("sale", 1),
                "sale",
                "",
                0,
                io.seckill.order.placement.CancelReason.UNSPECIFIED));
  }

  @Test
  void readsASaleIdWithDots() {
    assertThat(LedgerDecoder.decode(reserved("a.b.c", 1, 1, 1).toByteArray()))
        .isNotNull()
        .extracting(LedgerFact::saleId)
        .isEqualTo("a.b.c");
  }

  @Test
  void refusesWhatIsNoEntry() {
    refuses((byte[]) null, "value: none (expected: a LedgerEntry)");
    refuses("not protobuf".getBytes(StandardCharsets.UTF_8), "(expected: a LedgerEntry)");
    refuses(new byte[0], "sale_id:  (expected: a sale id)");
    refuses(
        reserved("sale", 1, 1, 1).toBuilder().clearEntry().build().toByteArray(),
        "entry: none (expected: reserved or cancelled)");
  }

  @Test
  void refusesValuesOutOfBoundsWithActualAndExpected() {
    refuses(entry -> entry.setQuantity(0), "quantity: 0 (expected: 1 to 1000)");
    refuses(entry -> entry.setQuantity(1001), "quantity: 1001 (expected: 1 to 1000)");
    refuses(entry -> entry.setUserId(""), "user_id: none (expected: a user id)");
    refuses(entry -> entry.setSaleId("sale/1"), "sale_id: sale/1 (expected: a sale id)");
    refuses(
        entry -> entry.getReservedBuilder().setSaleStock(0),
        "sale_stock: 0 (expected: 1 to 1000000000)");
    refuses(
        entry -> entry.getReservedBuilder().setPriceMinor(-1), "price_minor: -1 (expected: >= 0)");
    refuses(
        entry -> entry.getReservedBuilder().setCurrency("yuan"),
        "currency: yuan (expected: a code of ISO 4217)");
    refuses(entry -> entry.getReservedBuilder().setItem(""), "item: none");
  }

  @Test
  void refusesARequestOfAnotherSale() {
    refuses(entry -> entry.setRequestId(request("other", 1)), "request_id: other.");
    refuses(entry -> entry.setRequestId(request("sale.2", 1)), "request_id: sale.2.");
  }

  private static void refuses(Consumer<LedgerEntry.Builder> change, String reason) {
    LedgerEntry.Builder entry = reserved("sale", 1, 1, 1).toBuilder();
    change.accept(entry);
    refuses(entry.build().toByteArray(), reason);
  }

  private static void refuses(byte @Nullable [] value, String reason) {
    assertThatThrownBy(() -> LedgerDecoder.decode(value))
        .isInstanceOf(UnusableEntry.class)
        .hasMessageContaining(reason);
  }
}
