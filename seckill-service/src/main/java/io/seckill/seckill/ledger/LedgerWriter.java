package io.seckill.seckill.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seckill.contracts.Topics;
import io.seckill.crash.CrashPoint;
import io.seckill.tracing.RequestLine;
import io.seckill.tracing.TracedBatch;
import io.seckill.tracing.Trail;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;
import org.springframework.stereotype.Component;

/**
 * Writes entries and returns when all are durable. A send that failed or timed out may have arrived
 * all the same, so it is sent again, never undone: entries may repeat.
 */
@Component
public class LedgerWriter {

  private static final Logger log = LoggerFactory.getLogger(LedgerWriter.class);

  private final KafkaTemplate<byte[], byte[]> kafka;
  private final LedgerSettings settings;
  private final Clock clock;

  LedgerWriter(KafkaTemplate<byte[], byte[]> kafka, LedgerSettings settings, Clock clock) {
    this.kafka = kafka;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Writes the entries.
   *
   * @throws LedgerUnavailableException where the broker did not acknowledge in time: nothing is
   *     known of the entries, and the batch must be tried again
   */
  public void write(List<? extends Entry> entries) {
    write(entries, TracedBatch.none());
  }

  /**
   * The same for entries that come of a batch.
   *
   * @param trace knows the sampled ones by their request ids
   */
  public void write(List<? extends Entry> entries, TracedBatch trace) {
    List<? extends Entry> missing = entries;
    for (int attempt = 1; !missing.isEmpty(); attempt++) {
      if (attempt > settings.tries()) {
        throw new LedgerUnavailableException(missing.size());
      }
      missing = send(missing, attempt, trace);
    }
  }

  private List<Entry> send(List<? extends Entry> entries, int attempt, TracedBatch trace) {
    List<CompletableFuture<SendResult<byte[], byte[]>>> sends = sendAll(entries, trace);
    CrashPoint.AFTER_LEDGER_SEND.reached();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.ackTimeoutMillis());
    List<Entry> missing = new ArrayList<>(entries.subList(sends.size(), entries.size()));
    Throwable reason = null;
    for (int i = 0; i < sends.size(); i++) {
      try {
        sends.get(i).get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (ExecutionException | TimeoutException e) {
        missing.add(entries.get(i));
        reason = e;
        tell(entries.get(i).requestId(), trace, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LedgerUnavailableException(sends.size() - i);
      }
    }
    if (reason != null) {
      log.warn(
          "{} of {} ledger entries not acknowledged, try {} of {}: {}",
          missing.size(),
          entries.size(),
          attempt,
          settings.tries(),
          reason.toString());
    } else {
      CrashPoint.AFTER_LEDGER_ACK.reached();
    }
    return missing;
  }

  /** Those that were sent: the first ones, up to one that Kafka is not there for. */
  private List<CompletableFuture<SendResult<byte[], byte[]>>> sendAll(
      List<? extends Entry> entries, TracedBatch trace) {
    long nowMillis = clock.millis();
    List<CompletableFuture<SendResult<byte[], byte[]>>> sends = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      CompletableFuture<SendResult<byte[], byte[]>> send =
          sendOne(entry, nowMillis, trace.of(entry.requestId()));
      sends.add(send);
      if (send.isCompletedExceptionally()) {
        // Kafka is away, and each further send would block for its share of max.block.ms.
        break;
      }
    }
    return sends;
  }

  private static void tell(String requestId, TracedBatch trace, Exception why) {
    if (log.isDebugEnabled()) {
      RequestLine.write(
          requestId, trace.of(requestId), () -> log.debug("Ledger entry not acknowledged", why));
    }
  }

  private CompletableFuture<SendResult<byte[], byte[]>> sendOne(
      Entry entry, long nowMillis, @Nullable Trail trail) {
    var record =
        new ProducerRecord<>(
            Topics.RESERVATIONS, entry.requestId().getBytes(UTF_8), entry.encode(nowMillis));
    try {
      return trail == null ? kafka.send(record) : sendTraced(record, trail.send(record.topic()));
    } catch (KafkaException | org.apache.kafka.common.KafkaException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<SendResult<byte[], byte[]>> sendTraced(
      ProducerRecord<byte[], byte[]> record, Trail sending) {
    sending.into(record.headers());
    return kafka
        .send(record)
        .whenComplete(
            (result, error) -> {
              if (error != null) {
                sending.failed(error);
              }
              sending.end();
            });
  }
}
