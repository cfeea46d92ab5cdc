package io.seckill.seckill.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seckill.contracts.DeadLetterHeaders;
import io.seckill.contracts.Topics;
import io.seckill.tracing.RequestLine;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
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

  /** Sends the record away; throws where the broker did not take it. */
  public void send(ConsumerRecord<byte[], byte[]> record, Exception reason) {
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
    recoverer.accept(record, reason);
  }

  /** The key of an entry of the ledger; a request's is its user, and nobody could read its id. */
  private static @Nullable String requestId(ConsumerRecord<byte[], byte[]> record) {
    return record.topic().equals(Topics.RESERVATIONS) && record.key() != null
        ? new String(record.key(), UTF_8)
        : null;
  }
}
