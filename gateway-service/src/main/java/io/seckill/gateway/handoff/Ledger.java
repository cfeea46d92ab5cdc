package io.seckill.gateway.handoff;

import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.CancelReason;
import io.seckill.contracts.v1.Cancelled;
import io.seckill.contracts.v1.LedgerEntry;
import io.seckill.tracing.Trail;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Writes cancellations to the ledger; each is durable when its receipt says so, not before. */
public final class Ledger implements SmartLifecycle {

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

  private final Supplier<Producer<byte[], byte[]>> opener;
  private final Clock clock;
  private final int phase;
  private volatile @Nullable Producer<byte[], byte[]> producer;

  Ledger(Supplier<Producer<byte[], byte[]>> opener, Clock clock, int phase) {
    this.opener = opener;
    this.clock = clock;
    this.phase = phase;
  }

  /** Begins to write; does not block, since the producer refuses at once what it cannot take. */
  public void cancel(Cancellation cancellation) {
    Producer<byte[], byte[]> open = producer;
    if (open == null) {
      cancellation.receipt().notSent();
      return;
    }
    LedgerEntry entry =
        LedgerEntry.newBuilder()
            .setRequestId(cancellation.requestId())
            .setSaleId(cancellation.saleId())
            .setUserId(cancellation.userId())
            .setQuantity(cancellation.quantity())
            .setWrittenEpochMillis(clock.millis())
            .setCancelled(Cancelled.newBuilder().setReason(CancelReason.CANCEL_REASON_DEADLINE))
            .build();
    byte[] key = cancellation.requestId().getBytes(StandardCharsets.UTF_8);
    var record = new ProducerRecord<>(Topics.RESERVATIONS, key, entry.toByteArray());
    Receipt receipt = traced(cancellation, record);
    try {
      Future<?> unused =
          open.send(
              record,
              (metadata, error) -> {
                if (error == null) {
                  receipt.durable();
                } else {
                  receipt.unknown();
                }
              });
    } catch (RuntimeException e) {
      // Closed, or fenced off: the caller tries again or gives up, as after any failed send.
      receipt.unknown();
    }
  }

  private static Receipt traced(Cancellation cancellation, ProducerRecord<byte[], byte[]> record) {
    if (cancellation.trail() == null) {
      return cancellation.receipt();
    }
    Trail sending = cancellation.trail().send(Topics.RESERVATIONS);
    sending.into(record.headers());
    return new TracedReceipt(cancellation.receipt(), sending);
  }

  @Override
  public void start() {
    producer = opener.get();
  }

  @Override
  public void stop() {
    Producer<byte[], byte[]> open = producer;
    producer = null;
    if (open != null) {
      open.close(CLOSE_WITHIN);
    }
  }

  @Override
  public boolean isRunning() {
    return producer != null;
  }

  @Override
  public int getPhase() {
    return phase;
  }
}
