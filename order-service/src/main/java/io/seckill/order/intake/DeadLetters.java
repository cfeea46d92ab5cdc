package io.seckill.order.intake;

import io.seckill.letters.DeadLetterTopics;
import io.seckill.tracing.RequestLine;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.stereotype.Component;

/** Topic {@code seckill.reservations-dlt}: records that can never be processed, as they came. */
@Component
class DeadLetters {

  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

  private final DeadLetterTopics topics;

  DeadLetters(KafkaOperations<byte[], byte[]> kafka, Clock clock) {
    topics = new DeadLetterTopics(kafka, "order-service", clock);
  }

  /**
   * Returns when Kafka has it, now or from an earlier try of its batch; throws where it does not
   * take it, and the batch comes again.
   */
  void add(ConsumerRecord<byte[], byte[]> record, Exception reason) {
    if (topics.write(record, reason)) {
      RequestLine.write(
          LedgerIntake.requestId(record),
          record.headers(),
          () ->
              log.warn(
                  "Record {}-{}@{} went to the dead letters: {}",
                  record.topic(),
                  record.partition(),
                  record.offset(),
                  reason.getMessage()));
    }
  }
}
