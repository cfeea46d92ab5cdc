package io.seckill.seckill.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seckill.contracts.Topics;
import io.seckill.letters.DeadLetterTopics;
import io.seckill.tracing.RequestLine;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Where records of the queue and of the ledger go that can never be processed. */
@Component
public class DeadLetters {

  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

  /** A line of the log needs no more of it. */
  private static final int REASON_LENGTH_MAX = 1_000;

  private final DeadLetterTopics topics;

  DeadLetters(KafkaTemplate<byte[], byte[]> kafka, Clock clock) {
    topics = new DeadLetterTopics(kafka, "seckill-service", clock);
  }

  /** Puts the record away, once however often it comes; throws where the broker did not take it. */
  public void send(ConsumerRecord<byte[], byte[]> record, Exception reason) {
    if (topics.write(record, reason)) {
      String message = String.valueOf(reason.getMessage());
      RequestLine.write(
          requestId(record),
          record.headers(),
          () ->
              log.warn(
                  "Record {}-{}@{} went to the dead letters: {}",
                  record.topic(),
                  record.partition(),
                  record.offset(),
                  message.substring(0, Math.min(message.length(), REASON_LENGTH_MAX))));
    }
  }

  /** The key of an entry of the ledger; a request's is its user, and nobody could read its id. */
  private static @Nullable String requestId(ConsumerRecord<byte[], byte[]> record) {
    return record.topic().equals(Topics.RESERVATIONS) && record.key() != null
        ? new String(record.key(), UTF_8)
        : null;
  }
}
