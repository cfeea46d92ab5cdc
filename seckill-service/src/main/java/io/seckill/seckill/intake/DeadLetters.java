package io.seckill.seckill.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seckill.contracts.DeadLetterHeaders;
import io.seckill.contracts.Topics;
import io.seckill.tracing.RequestLine;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames.HeadersToAdd;
import org.springframework.stereotype.Component;

/**
 * Where records go that can never be processed: the topic of their name with {@code -dlt}, as they
 * came, the reason in headers. Waits for the broker: the offset behind it may be committed next.
 */
@Component
public class DeadLetters {

  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

  /** Spring Kafka makes a header of the whole message, which may repeat what was wrong. */
  private static final int REASON_LENGTH_MAX = 1_000;

  private final DeadLetterPublishingRecoverer recoverer;

  DeadLetters(KafkaTemplate<byte[], byte[]> kafka, Clock clock) {
    recoverer =
        new DeadLetterPublishingRecoverer(
            kafka,
            (record, e) -> new TopicPartition(record.topic() + Topics.DEAD_LETTER_SUFFIX, -1));
    recoverer.setFailIfSendResultIsError(true);
    recoverer.excludeHeader(HeadersToAdd.EX_STACKTRACE);
    recoverer.setHeadersFunction(
        (record, reason) -> {
          RecordHeaders headers = new RecordHeaders();
          DeadLetterHeaders.of("seckill-service", clock.instant(), reason).forEach(headers::add);
          return headers;
        });
  }

  /**
   * Sends the record away; throws where the broker did not take it. One that is as large as the
   * broker takes has no room for headers: it stays where it is, and is named in the log.
   */
  public void send(ConsumerRecord<byte[], byte[]> record, Exception cause) {
    Exception reason = shortened(cause);
    RequestLine.write(
        requestId(record),
        record.headers(),
        () ->
            log.warn(
                "Dead letter: {}-{}@{}: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                reason.getMessage()));
    try {
      recoverer.accept(record, reason);
    } catch (RuntimeException e) {
      if (!isTooLarge(e)) {
        throw e;
      }
      log.error(
          "{}-{}@{} is too large for a dead letter and is passed over: {} bytes",
          record.topic(),
          record.partition(),
          record.offset(),
          record.serializedValueSize());
    }
  }

  private static Exception shortened(Exception cause) {
    String message = String.valueOf(cause.getMessage());
    if (message.length() <= REASON_LENGTH_MAX) {
      return cause;
    }
    Exception shorter = new IllegalArgumentException(message.substring(0, REASON_LENGTH_MAX) + "…");
    shorter.setStackTrace(cause.getStackTrace());
    return shorter;
  }

  private static boolean isTooLarge(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof RecordTooLargeException) {
        return true;
      }
    }
    return false;
  }

  /** The key of an entry of the ledger; a request's is its user, and nobody could read its id. */
  private static @Nullable String requestId(ConsumerRecord<byte[], byte[]> record) {
    return record.topic().equals(Topics.RESERVATIONS) && record.key() != null
        ? new String(record.key(), UTF_8)
        : null;
  }
}
