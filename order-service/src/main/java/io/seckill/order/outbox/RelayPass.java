package io.seckill.order.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.seckill.contracts.Topics;
import io.seckill.crash.CrashPoint;
import io.seckill.order.outbox.OutboxTable.Row;
import io.seckill.tracing.Traces;
import io.seckill.tracing.Trail;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * One pass of the relay, one transaction: lock, read, publish, wait for the acknowledgements,
 * delete what was acknowledged.
 *
 * <p>The lock belongs to the transaction. Should the connection die in the middle, the lock is gone
 * and so is the delete; another instance may begin while the last sends of this one are on their
 * way, and the worst that comes of it is a repeat.
 */
@Component
class RelayPass {

  private static final Logger log = LoggerFactory.getLogger(RelayPass.class);

  /** How a pass ended. */
  enum Result {
    /** Something was published: there may be more. */
    PUBLISHED,
    /** Nothing to publish. */
    EMPTY,
    /** There is something, but another instance is at it. */
    ELSEWHERE,
    /** Some events were not acknowledged and are still in the outbox. */
    UNACKNOWLEDGED
  }

  private final OutboxTable table;
  private final KafkaOperations<byte[], byte[]> kafka;
  private final Traces traces;
  private final int batchMax;
  private final Counter published;

  RelayPass(
      OutboxTable table,
      KafkaOperations<byte[], byte[]> kafka,
      Traces traces,
      OutboxSettings settings,
      MeterRegistry meters) {
    this.table = table;
    this.kafka = kafka;
    this.traces = traces;
    this.batchMax = settings.batchMax();
    this.published =
        Counter.builder("seckill.order.outbox.published")
            .description("Events that topic orders has acknowledged, repeats included")
            .register(meters);
  }

  @Transactional
  Result run() {
    if (!table.tryLock()) {
      return table.isEmpty() ? Result.EMPTY : Result.ELSEWHERE;
    }
    Collection<Row> rows = firstOfEachOrder(table.oldest(batchMax));
    if (rows.isEmpty()) {
      return Result.EMPTY;
    }
    List<Long> acknowledged = publish(rows);
    CrashPoint.AFTER_OUTBOX_SEND.reached();
    table.delete(acknowledged);
    published.increment(acknowledged.size());
    return acknowledged.size() == rows.size() ? Result.PUBLISHED : Result.UNACKNOWLEDGED;
  }

  /**
   * The second event of an order waits for the next pass: were both in flight and only the first
   * failed, its next try would come after the second.
   */
  private static Collection<Row> firstOfEachOrder(List<Row> rows) {
    Map<String, Row> first = new LinkedHashMap<>(rows.size() * 2);
    rows.forEach(row -> first.putIfAbsent(row.event().orderId(), row));
    return first.values();
  }

  private CompletableFuture<?> send(OutgoingEvent event) {
    byte[] key = event.orderId().getBytes(StandardCharsets.UTF_8);
    var record = new ProducerRecord<>(Topics.ORDERS, key, event.payload());
    Trail sending = traces.send(event.traceparent(), Topics.ORDERS);
    if (sending == null) {
      return kafka.send(record);
    }
    sending.into(record.headers());
    return kafka.send(record).whenComplete((result, error) -> sending.end());
  }

  private List<Long> publish(Collection<Row> rows) {
    Map<Row, CompletableFuture<?>> sends = new LinkedHashMap<>(rows.size() * 2);
    for (Row row : rows) {
      CompletableFuture<?> send = send(row.event());
      sends.put(row, send);
      if (send.isCompletedExceptionally()) {
        // Kafka is away, and each further send would block for its share of max.block.ms.
        break;
      }
    }
    List<Long> acknowledged = new ArrayList<>(sends.size());
    Throwable failure = null;
    for (Map.Entry<Row, CompletableFuture<?>> send : sends.entrySet()) {
      try {
        // Ends by itself: the producer gives up after delivery.timeout.ms.
        send.getValue().join();
        acknowledged.add(send.getKey().id());
      } catch (CompletionException e) {
        failure = e;
      }
    }
    if (failure != null) {
      log.warn(
          "Events acknowledged by Kafka: {} (expected: {}); the others stay in the outbox: {}",
          acknowledged.size(),
          rows.size(),
          failure.getMessage());
    }
    return acknowledged;
  }
}
