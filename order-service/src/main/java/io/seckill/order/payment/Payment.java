package io.seckill.order.payment;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.seckill.order.intake.LedgerProgress;
import io.seckill.order.intake.OrderEvents;
import io.seckill.order.outbox.Outbox;
import io.seckill.order.payment.PaymentTable.Seen;
import io.seckill.order.placement.Change;
import io.seckill.tracing.Traces;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The other story of this service: somebody pays. The order becomes paid and its event is in the
 * outbox, in one transaction, or neither.
 */
@Component
class Payment {

  private final PaymentTable table;
  private final Outbox outbox;
  private final LedgerProgress ledger;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Counter paid;

  Payment(
      PaymentTable table,
      Outbox outbox,
      LedgerProgress ledger,
      TransactionTemplate transaction,
      Clock clock,
      MeterRegistry meters) {
    this.table = table;
    this.outbox = outbox;
    this.ledger = ledger;
    this.transaction = transaction;
    this.clock = clock;
    this.paid = Counter.builder("seckill.order.paid").description("Orders paid").register(meters);
  }

  /**
   * Pays an order, or finds it paid by the same key.
   *
   * @throws Refusal where there is no such order and will be none, another key has paid it, or it
   *     is cancelled or about to be: for good
   * @throws NotYetKnown where it may still become an order
   */
  Receipt pay(String orderId, String key) {
    return payWhatIsThere(orderId, key)
        .or(() -> payWhatComes(orderId, key))
        .orElseThrow(() -> unknown(orderId));
  }

  private static Refusal unknown(String orderId) {
    return new Refusal(Refusal.Kind.UNKNOWN_ORDER, "no order " + orderId);
  }

  /** Its shopper may know of an order before the table does: the ledger is durable first. */
  private Optional<Receipt> payWhatComes(String orderId, String key) {
    if (!ledger.hasTaken(orderId)) {
      throw new NotYetKnown("order " + orderId + " may be on its way from the ledger");
    }
    return payWhatIsThere(orderId, key);
  }

  private Optional<Receipt> payWhatIsThere(String orderId, String key) {
    // To the microsecond, as the database keeps it: a repeat then tells the same time.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Optional<Seen> seen = transaction.execute(commit -> lookAndPay(orderId, key, now));
    return seen.map(found -> answer(orderId, key, now, found));
  }

  private Optional<Seen> lookAndPay(String orderId, String key, Instant now) {
    Optional<Seen> seen = table.look(orderId);
    if (seen.orElse(null) instanceof Seen.Payable payable) {
      payNow(payable.order(), key, now);
    }
    return seen;
  }

  private void payNow(Change.Order order, String key, Instant now) {
    table.pay(order.id(), key, now);
    outbox.write(OrderEvents.of(List.of(new Change.Paid(order, now)), id -> Traces.current()));
  }

  /** What is said once the transaction is committed. */
  private Receipt answer(String orderId, String key, Instant now, Seen seen) {
    if (seen instanceof Seen.Payable) {
      paid.increment();
      return Receipt.of(orderId, now);
    }
    if (seen instanceof Seen.Paid before) {
      if (!key.equals(before.key())) {
        throw new Refusal(
            Refusal.Kind.ALREADY_PAID,
            "order " + orderId + " was paid with another Idempotency-Key");
      }
      return Receipt.of(orderId, before.at());
    }
    if (seen instanceof Seen.Ended) {
      throw new Refusal(
          Refusal.Kind.ORDER_CANCELLED, "order " + orderId + " was not paid in time or cancelled");
    }
    if (seen instanceof Seen.Parked) {
      throw new NotYetKnown("order " + orderId + " waits for units to come free");
    }
    throw unknown(orderId);
  }
}
