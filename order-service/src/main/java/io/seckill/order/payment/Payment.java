package io.seckill.order.payment;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
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
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Counter paid;

  Payment(
      PaymentTable table,
      Outbox outbox,
      TransactionTemplate transaction,
      Clock clock,
      MeterRegistry meters) {
    this.table = table;
    this.outbox = outbox;
    this.transaction = transaction;
    this.clock = clock;
    this.paid = Counter.builder("seckill.order.paid").description("Orders paid").register(meters);
  }

  /**
   * Pays an order, or finds it paid by the same key.
   *
   * @throws Refusal where there is no such order, another key has paid it, or it is cancelled or
   *     about to be
   */
  Receipt pay(String orderId, String key) {
    // To the microsecond, as the database keeps it: a repeat then tells the same time.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (Boolean.TRUE.equals(transaction.execute(commit -> payNow(orderId, key, now)))) {
      paid.increment();
      return Receipt.of(orderId, now);
    }
    Seen seen =
        table
            .look(orderId)
            .orElseThrow(() -> new Refusal(Refusal.Kind.UNKNOWN_ORDER, "no order " + orderId));
    if (!seen.status().equals("PAID")) {
      throw new Refusal(
          Refusal.Kind.ORDER_CANCELLED, "order " + orderId + " was not paid in time or cancelled");
    }
    if (!key.equals(seen.key())) {
      throw new Refusal(
          Refusal.Kind.ALREADY_PAID, "order " + orderId + " was paid with another Idempotency-Key");
    }
    return Receipt.of(orderId, seen.changedAt());
  }

  private boolean payNow(String orderId, String key, Instant now) {
    Optional<Change.Order> order = table.pay(orderId, key, now);
    order.ifPresent(
        it ->
            outbox.write(
                OrderEvents.of(List.of(new Change.Paid(it, now)), id -> Traces.current())));
    return order.isPresent();
  }
}
