package io.seckill.seckill.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.seckill.decision.Request;
import io.seckill.seckill.decision.Sale;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.ProducerListener;

/** A real producer, and nobody where Kafka should be. */
class LedgerWriterTests {

  private static final int TRIES = 2;
  private static final Sale SALE = new Sale("s", "Phone", 10, 1, 199, "CNY", 0, 9, 0);

  private final AtomicInteger sent = new AtomicInteger();
  private final DefaultKafkaProducerFactory<byte[], byte[]> producers;
  private final LedgerWriter writer;

  LedgerWriterTests() throws IOException {
    producers =
        new DefaultKafkaProducerFactory<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                "127.0.0.1:" + portOfNobody(),
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                100),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    KafkaTemplate<byte[], byte[]> kafka = new KafkaTemplate<>(producers);
    kafka.setProducerListener(new Counting());
    writer = new LedgerWriter(kafka, new LedgerSettings(1_000, TRIES, 1_000), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    producers.destroy();
  }

  @Test
  void whileKafkaIsAwayEachTryBlocksForOneEntryOnly() {
    List<Entry.Reservation> entries =
        IntStream.range(0, 20).mapToObj(LedgerWriterTests::reservation).toList();
    assertThatThrownBy(() -> writer.write(entries))
        .isInstanceOf(LedgerUnavailableException.class)
        .hasMessageContaining("20 ledger entries");
    assertThat(sent).hasValue(TRIES);
  }

  private static Entry.Reservation reservation(int i) {
    return Entry.Reservation.of(new Request("s." + i, "s", "u" + i, 1, 1234, "h:1", 1), 0, SALE);
  }

  private static int portOfNobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private final class Counting implements ProducerListener<byte[], byte[]> {

    @Override
    public void onError(
        ProducerRecord<byte[], byte[]> producerRecord,
        @Nullable RecordMetadata recordMetadata,
        @Nullable Exception exception) {
      sent.incrementAndGet();
    }
  }
}
