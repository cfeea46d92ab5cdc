package io.seckill.order.lapse;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.seckill.contracts.Topics;
import io.seckill.tracing.RequestLine;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is done about orders that nobody pays, in two transactions.
 *
 * <p>First it is decided: from its commit on every payment is refused, and the cancellation waits
 * in table {@code lapses}. Only then does the ledger hear of it, so no payment can succeed whose
 * order is cancelled there. The order itself still stands; it is cancelled as all orders are, when
 * the entry comes back from the ledger. A process that dies in between leaves the row in the table:
 * it is sent again, and the ledger bears repeats.
 */
@Component
class LapsePass {

  private static final Logger log = LoggerFactory.getLogger(LapsePass.class);

  private final LapseTable table;
  private final KafkaOperations<byte[], byte[]> kafka;
  private final LapseSettings settings;
  private final Clock clock;
  private final Counter lapsed;

  LapsePass(
      LapseTable table,
      KafkaOperations<byte[], byte[]> kafka,
      LapseSettings settings,
      Clock clock,
      MeterRegistry meters) {
    this.table = table;
    this.kafka = kafka;
    this.settings = settings;
    this.clock = clock;
    this.lapsed =
        Counter.builder("seckill.order.lapsed")
            .description("Orders that nobody paid in time, decided by this instance")
            .register(meters);
  }

  /** How sending went. */
  enum Sent {
    /** There may be more. */
    SOME,
    /** There was nothing to send. */
    NONE,
    /** Some were not acknowledged and are still in the table. */
    UNACKNOWLEDGED
  }

  /** Decides for those that are due now, by one statement; true where there may be more of them. */
  boolean decide() {
    int decided = table.decide(clock.instant(), settings.batchMax());
    lapsed.increment(decided);
    return decided == settings.batchMax();
  }

  /** Writes to the ledger what was decided, by this instance or by one that died. */
  @Transactional
  Sent send() {
    List<Lapsed> waiting = table.take(settings.batchMax());
    if (waiting.isEmpty()) {
      return Sent.NONE;
    }
    List<String> acknowledged = write(waiting);
    table.delete(acknowledged);
    return acknowledged.size() == waiting.size() ? Sent.SOME : Sent.UNACKNOWLEDGED;
  }

  private List<String> write(List<Lapsed> waiting) {
    Map<Lapsed, CompletableFuture<?>> sends = new LinkedHashMap<>(waiting.size() * 2);
    for (Lapsed order : waiting) {
      CompletableFuture<?> send =
          kafka.send(Topics.RESERVATIONS, order.key(), order.cancellation(clock.millis()));
      sends.put(order, send);
      if (send.isCompletedExceptionally()) {
        // Kafka is away, and each further send would block for its share of max.block.ms.
        break;
      }
    }
    List<String> acknowledged = new ArrayList<>(sends.size());
    sends.forEach(
        (order, send) -> {
          try {
            // Ends by itself: the producer gives up after delivery.timeout.ms.
            send.join();
            acknowledged.add(order.requestId());
          } catch (CompletionException e) {
            if (log.isDebugEnabled()) {
              RequestLine.write(
                  order.requestId(),
                  (String) null,
                  () -> log.debug("The ledger did not take a cancellation", e));
            }
          }
        });
    if (acknowledged.size() < waiting.size()) {
      log.warn(
          "Unpaid orders whose cancellation the ledger took: {} (expected: {}); sent again later",
          acknowledged.size(),
          waiting.size());
    }
    return acknowledged;
  }
}
