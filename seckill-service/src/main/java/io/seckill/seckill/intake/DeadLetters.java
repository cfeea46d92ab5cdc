package io.seckill.seckill.intake;

import io.seckill.contracts.DeadLetterHeaders;
import io.seckill.contracts.Topics;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
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
    log.warn(
        "Dead letter: {}-{}@{}: {}",
        record.topic(),
        record.partition(),
        record.offset(),
        reason.getMessage());
    recoverer.accept(record, reason);
  }
}
