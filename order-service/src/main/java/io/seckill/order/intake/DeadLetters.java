package io.seckill.order.intake;

import io.seckill.contracts.DeadLetterHeaders;
import io.seckill.contracts.Topics;
import io.seckill.tracing.RequestLine;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames.HeadersToAdd;
import org.springframework.stereotype.Component;

/**
 * Topic {@code seckill.reservations-dlt}: records that can never be processed, as they came, with
 * the reason, topic, partition and offset in their headers.
 */
@Component
class DeadLetters {

  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

  private final DeadLetterPublishingRecoverer recoverer;
  private final WrittenLetters written = new WrittenLetters();

  DeadLetters(KafkaOperations<byte[], byte[]> kafka, Clock clock) {
    // Partition -1: the producer chooses.
    recoverer =
        new DeadLetterPublishingRecoverer(
            kafka,
            (record, reason) ->
                new TopicPartition(Topics.RESERVATIONS + Topics.DEAD_LETTER_SUFFIX, -1));
    recoverer.excludeHeader(HeadersToAdd.EX_STACKTRACE);
    recoverer.setHeadersFunction(
        (record, reason) -> {
          RecordHeaders headers = new RecordHeaders();
          DeadLetterHeaders.of("order-service", clock.instant(), reason).forEach(headers::add);
          return headers;
        });
  }

  /**
   * Returns when Kafka has it, now or from an earlier try of its batch; throws where it does not
   * take it, and the batch comes again.
   */
  void add(ConsumerRecord<byte[], byte[]> record, Exception reason) {
    if (written.contain(record)) {
      return;
    }
    RequestLine.write(
        LedgerIntake.requestId(record),
        record.headers(),
        () ->
            log.warn(
                "Record {}-{}@{} goes to the dead letters: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                reason.getMessage()));
    recoverer.accept(record, null, reason);
    written.add(record);
  }
}
