package io.seckill.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seckill.contracts.DeadLetterHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;

/** Against a producer whose broker can be told to refuse; real brokers are in the services' ITs. */
class DeadLetterTopicsTests {

  private static final Exception REASON = new IllegalArgumentException("quantity: 0 (expected: 1)");

  private final Broker broker = new Broker();
  private final DeadLetterTopics topics =
      new DeadLetterTopics(
          new KafkaTemplate<>(() -> broker),
          "some-service",
          Clock.fixed(Instant.parse("2026-11-11T00:00:00Z"), ZoneOffset.UTC));

  private static final class Broker extends MockProducer<byte[], byte[]> {

    private @Nullable RuntimeException refusal;
    private int asked;

    Broker() {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** One outlives each template's use of it. */
    @Override
    public void close(Duration timeout) {}

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<byte[], byte[]> letter, Callback callback) {
      asked++;
      RuntimeException refused = refusal;
      if (refused == null) {
        return super.send(letter, callback);
      }
      callback.onCompletion(null, refused);
      return CompletableFuture.failedFuture(refused);
    }
  }

  @Test
  void tellsWhatWasWrongAndWhoseItIs() {
    assertThat(topics.write(record(7, 1), REASON)).isTrue();

    ProducerRecord<byte[], byte[]> letter = broker.history().get(0);
    assertThat(letter.topic()).isEqualTo("orders-dlt");
    assertThat(letter.value()).asString().isEqualTo("as it came");
    assertThat(header(letter, DeadLetterHeaders.REASON)).isEqualTo("quantity: 0 (expected: 1)");
    assertThat(header(letter, DeadLetterHeaders.SERVICE)).isEqualTo("some-service");
    assertThat(header(letter, DeadLetterHeaders.TIME)).isEqualTo("2026-11-11T00:00:00Z");
    assertThat(header(letter, "kafka_dlt-original-consumer-group")).isEqualTo("some-service");
    assertThat(header(letter, DeadLetterHeaders.ORIGINAL_TOPIC)).isEqualTo("orders");
  }

  @Test
  void writesARecordOnceHoweverOftenItsBatchComes() {
    topics.write(record(7, 1), REASON);

    assertThat(topics.write(record(7, 1), REASON)).isFalse();
    assertThat(broker.history()).hasSize(1);

    // The topic was made anew, and has another record there.
    assertThat(topics.write(record(7, 2), REASON)).isTrue();
    assertThat(broker.history()).hasSize(2);
  }

  @Test
  void whatTheBrokerDidNotTakeIsTriedAgain() {
    broker.refusal = new TimeoutException("no broker");
    assertThatExceptionOfType(KafkaException.class)
        .isThrownBy(() -> topics.write(record(7, 1), REASON));

    broker.refusal = null;
    assertThat(topics.write(record(7, 1), REASON)).isTrue();
  }

  @Test
  void whatIsTooLargeIsPassedOverAndHoldsUpNothing() {
    broker.refusal = new RecordTooLargeException("1048588 bytes");

    assertThat(topics.write(record(7, 1), REASON)).isFalse();
    assertThat(topics.write(record(7, 1), REASON)).isFalse();
    assertThat(broker.asked).isEqualTo(1);
  }

  @Test
  void aLongReasonIsCut() {
    topics.write(record(7, 1), new IllegalArgumentException("x".repeat(500_000)));

    int headers = 0;
    for (var header : broker.history().get(0).headers()) {
      headers += header.value().length;
    }
    assertThat(headers).isLessThan(4_000);
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset, long timestamp) {
    return new ConsumerRecord<>(
        "orders",
        0,
        offset,
        timestamp,
        TimestampType.CREATE_TIME,
        3,
        10,
        "key".getBytes(UTF_8),
        "as it came".getBytes(UTF_8),
        new RecordHeaders(),
        Optional.empty());
  }

  private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }
}
