package io.seckill.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.LedgerEntry;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.kafka.core.KafkaOperations;

/** Writes the ledger. */
@TestComponent
public class Ledger {

  private final KafkaOperations<byte[], byte[]> kafka;

  Ledger(KafkaOperations<byte[], byte[]> kafka) {
    this.kafka = kafka;
  }

  /** Returns when Kafka has all of them. */
  public void write(LedgerEntry... entries) {
    CompletableFuture.allOf(
            Arrays.stream(entries)
                .map(entry -> writeRaw(entry.getRequestId(), entry.toByteArray()))
                .toArray(CompletableFuture<?>[]::new))
        .join();
  }

  /** Writes an entry of a sampled request. */
  public void writeTraced(LedgerEntry entry, String traceparent) {
    var record =
        new ProducerRecord<>(
            Topics.RESERVATIONS, entry.getRequestId().getBytes(UTF_8), entry.toByteArray());
    record.headers().add("traceparent", traceparent.getBytes(UTF_8));
    kafka.send(record).join();
  }

  public CompletableFuture<?> writeRaw(String key, byte[] value) {
    return kafka.send(Topics.RESERVATIONS, key.getBytes(UTF_8), value);
  }
}
