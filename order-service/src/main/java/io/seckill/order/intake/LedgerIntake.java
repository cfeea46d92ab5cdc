package io.seckill.order.intake;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.seckill.contracts.Topics;
import io.seckill.crash.CrashPoint;
import io.seckill.order.outbox.Outbox;
import io.seckill.order.placement.Change;
import io.seckill.order.placement.LedgerFact;
import io.seckill.order.placement.Placement;
import io.seckill.tracing.TracedBatch;
import io.seckill.tracing.Traces;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The story of this service: one poll of the ledger is one batch is one transaction.
 *
 * <p>Every step is idempotent by request id, so a batch that is delivered again after a crash, at
 * whatever point, adds only what is missing.
 */
@Component
class LedgerIntake {

  private final Placement placement;
  private final Outbox outbox;
  private final DeadLetters deadLetters;
  private final TransactionTemplate transaction;
  private final Traces traces;
  private final DistributionSummary batchSize;

  LedgerIntake(
      Placement placement,
      Outbox outbox,
      DeadLetters deadLetters,
      TransactionTemplate transaction,
      Traces traces,
      MeterRegistry meters) {
    this.placement = placement;
    this.outbox = outbox;
    this.deadLetters = deadLetters;
    this.transaction = transaction;
    this.traces = traces;
    this.batchSize =
        DistributionSummary.builder("seckill.order.batch.size")
            .description("Ledger entries in one batch")
            .register(meters);
  }

  /** An entry and the record it came in, which the dead letters get as it came. */
  private record Entry(ConsumerRecord<byte[], byte[]> record, LedgerFact fact) {}

  /**
   * Returns when the batch is in the database; only then does the container commit its offsets. A
   * database that is away is an exception: the container keeps the batch and tries it again.
   */
  @KafkaListener(id = "ledger", idIsGroup = false, topics = Topics.RESERVATIONS)
  void take(List<ConsumerRecord<byte[], byte[]>> records) {
    batchSize.record(records.size());
    TracedBatch trace = traces.batch(Topics.RESERVATIONS, records, LedgerIntake::requestId);
    trace.run(() -> placeAndCancel(decode(records), trace));
    CrashPoint.AFTER_ORDERS_COMMIT.reached();
  }

  static @Nullable String requestId(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
  }

  private List<Entry> decode(List<ConsumerRecord<byte[], byte[]>> records) {
    List<Entry> entries = new ArrayList<>(records.size());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        LedgerFact fact = LedgerDecoder.decode(record.value());
        if (fact != null) {
          entries.add(new Entry(record, fact));
        }
      } catch (UnusableEntry e) {
        deadLetters.add(record, e);
      }
    }
    return entries;
  }

  private void placeAndCancel(List<Entry> entries, TracedBatch trace) {
    try {
      transaction.executeWithoutResult(
          commit -> {
            List<Change> changes = placement.apply(entries.stream().map(Entry::fact).toList());
            outbox.write(OrderEvents.of(changes, trace::traceparent));
          });
    } catch (DataIntegrityViolationException e) {
      isolate(entries, trace, e);
    }
  }

  /** The database will never take one of the entries: halve the batch until that one is alone. */
  private void isolate(
      List<Entry> entries, TracedBatch trace, DataIntegrityViolationException refusal) {
    if (entries.size() == 1) {
      deadLetters.add(entries.get(0).record(), refusal);
      return;
    }
    int middle = entries.size() / 2;
    placeAndCancel(entries.subList(0, middle), trace);
    placeAndCancel(entries.subList(middle, entries.size()), trace);
  }
}
