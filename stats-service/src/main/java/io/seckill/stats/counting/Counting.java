package io.seckill.stats.counting;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts a batch of events in one transaction, and exactly. Why exactly:
 *
 * <ul>
 *   <li><b>Nothing twice.</b> Each order has a row that says which of its events were counted, and
 *       counting is adding the difference between what the row says and what it says afterwards. A
 *       repeat, of one event in the topic or of a whole batch after a crash, makes no difference.
 *   <li><b>Nothing half.</b> The row and the counts change in the same transaction: a crash leaves
 *       both as they were, or both changed.
 *   <li><b>Nothing lost.</b> Offsets are committed after the transaction, so a crash in between
 *       repeats the batch.
 *   <li><b>Any order of arrival.</b> The row's marks only grow, and the counts are a function of
 *       the marks: an order cancelled before it was seen created ends like one created and then
 *       cancelled.
 *   <li><b>Any number of instances.</b> The row is locked from reading it to the commit. All rows
 *       are locked in the same order (orders, buyers, sales, each by id), so that instances that
 *       hold the same orders after a rebalance wait for each other and never in a ring.
 * </ul>
 */
@Component
public class Counting {

  private final CountTables tables;
  private final TransactionTemplate transactions;
  private final Counter created;
  private final Counter paid;
  private final Counter cancelled;
  private final Counter repeats;
  private final Timer batches;

  Counting(CountTables tables, PlatformTransactionManager transactions, MeterRegistry meters) {
    this.tables = tables;
    this.transactions = new TransactionTemplate(transactions);
    this.created = counter(meters, "created");
    this.paid = counter(meters, "paid");
    this.cancelled = counter(meters, "cancelled");
    this.repeats =
        Counter.builder("seckill.stats.repeats")
            .description("Order events that came again and were not counted")
            .register(meters);
    this.batches =
        Timer.builder("seckill.stats.batch")
            .description("Time to count one batch, its transaction included")
            .register(meters);
  }

  private static Counter counter(MeterRegistry meters, String event) {
    return Counter.builder("seckill.stats.events")
        .description("Order events counted, each order and event once")
        .tag("event", event)
        .register(meters);
  }

  /** Counts the batch; durable when it returns. */
  public void count(Collection<Sighting> batch) {
    if (batch.isEmpty()) {
      return;
    }
    List<SeenOrder> seen = SeenOrder.ofBatch(batch);
    List<Step> steps =
        batches.record(() -> transactions.execute(transaction -> countInTransaction(seen)));
    meter(batch.size(), steps == null ? List.of() : steps);
  }

  private List<Step> countInTransaction(List<SeenOrder> seen) {
    List<Step> steps = tables.lock(seen).stream().filter(Step::goesSomewhere).toList();
    if (!steps.isEmpty()) {
      tables.mark(steps);
      Map<String, Long> buyers = tables.addStanding(steps);
      tables.add(SaleGain.of(steps, buyers));
    }
    return steps;
  }

  private void meter(int events, List<Step> steps) {
    long newCreated = steps.stream().mapToLong(Step::created).sum();
    long newPaid = steps.stream().mapToLong(Step::paid).sum();
    long newCancelled = steps.stream().mapToLong(Step::cancelled).sum();
    created.increment(newCreated);
    paid.increment(newPaid);
    cancelled.increment(newCancelled);
    repeats.increment(events - newCreated - newPaid - newCancelled);
  }
}
