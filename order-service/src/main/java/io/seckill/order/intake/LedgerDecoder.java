package io.seckill.order.intake;

import com.google.protobuf.InvalidProtocolBufferException;
import io.seckill.contracts.v1.LedgerEntry;
import io.seckill.contracts.v1.Reserved;
import io.seckill.order.placement.CancelReason;
import io.seckill.order.placement.LedgerFact;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries of the ledger, and refuses with the reason what no order can be made of.
 *
 * <p>Only what placement relies on is checked, and of a cancel less than of a reservation: an order
 * that was told as a failure must not stand because its cancel is short of a detail.
 */
final class LedgerDecoder {

  private static final Pattern SALE_ID = Pattern.compile("[A-Za-z0-9._~-]{1,64}");
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._~-]{1,128}");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  private LedgerDecoder() {}

  /** Null where the entry makes and ends no order. */
  static @Nullable LedgerFact decode(byte @Nullable [] value) {
    LedgerEntry entry = parse(value);
    checkIds(entry);
    return switch (entry.getEntryCase()) {
      case RESERVED -> reserved(entry, entry.getReserved());
      case CANCELLED -> cancelled(entry);
      case CLOSING, REBUILT -> null;
      case ENTRY_NOT_SET -> throw refused("entry", "none", "reserved or cancelled");
    };
  }

  private static LedgerEntry parse(byte @Nullable [] value) {
    if (value == null) {
      throw refused("value", "none", "a LedgerEntry");
    }
    try {
      return LedgerEntry.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new UnusableEntry("value: " + e.getMessage() + " (expected: a LedgerEntry)", e);
    }
  }

  /** That the request names its sale is what lets the lock of a sale stand for its requests. */
  private static void checkIds(LedgerEntry entry) {
    check(SALE_ID.matcher(entry.getSaleId()).matches(), "sale_id", entry.getSaleId(), "a sale id");
    check(
        REQUEST_ID.matcher(entry.getRequestId()).matches()
            && entry.getRequestId().startsWith(entry.getSaleId() + ".")
            && entry.getRequestId().lastIndexOf('.') == entry.getSaleId().length(),
        "request_id",
        entry.getRequestId(),
        entry.getSaleId() + ". and 22 characters of base64url");
  }

  private static LedgerFact reserved(LedgerEntry entry, Reserved reserved) {
    checkRange("quantity", entry.getQuantity(), 1000);
    checkRange("sale_stock", reserved.getSaleStock(), 1_000_000_000);
    check(!entry.getUserId().isEmpty(), "user_id", "none", "a user id");
    check(!reserved.getItem().isEmpty(), "item", "none", "what is sold");
    check(reserved.getPriceMinor() >= 0, "price_minor", reserved.getPriceMinor(), ">= 0");
    check(
        CURRENCY.matcher(reserved.getCurrency()).matches(),
        "currency",
        reserved.getCurrency(),
        "a code of ISO 4217");
    return new LedgerFact.Reserved(
        entry.getRequestId(),
        entry.getSaleId(),
        entry.getUserId(),
        entry.getQuantity(),
        reserved.getItem(),
        reserved.getPriceMinor(),
        reserved.getCurrency(),
        reserved.getSaleStock());
  }

  private static LedgerFact cancelled(LedgerEntry entry) {
    CancelReason reason =
        switch (entry.getCancelled().getReason()) {
          case CANCEL_REASON_DEADLINE -> CancelReason.DEADLINE;
          case CANCEL_REASON_DECIDED_OTHERWISE -> CancelReason.DECIDED_OTHERWISE;
          case CANCEL_REASON_FENCED -> CancelReason.FENCED;
          case CANCEL_REASON_UNPAID -> CancelReason.UNPAID;
          case CANCEL_REASON_UNSPECIFIED, UNRECOGNIZED -> CancelReason.UNSPECIFIED;
        };
    return new LedgerFact.Cancelled(
        entry.getRequestId(), entry.getSaleId(), entry.getUserId(), entry.getQuantity(), reason);
  }

  private static void checkRange(String field, int actual, int max) {
    check(actual >= 1 && actual <= max, field, actual, "1 to " + max);
  }

  private static void check(boolean holds, String field, Object actual, String expected) {
    if (!holds) {
      throw refused(field, actual, expected);
    }
  }

  private static UnusableEntry refused(String field, Object actual, String expected) {
    return new UnusableEntry(field + ": " + actual + " (expected: " + expected + ")");
  }
}
