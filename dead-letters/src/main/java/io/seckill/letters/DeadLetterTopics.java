package io.seckill.letters;

import io.seckill.contracts.DeadLetterHeaders;
import io.seckill.contracts.Topics;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames.HeadersToAdd;
import org.springframework.kafka.listener.ListenerExecutionFailedException;

/**
 * The dead-letter topics, as one service writes to them. Each letter tells what was wrong ({@link
 * DeadLetterHeaders}), where it came from, and in {@code kafka_dlt-original-consumer-group} whose
 * it is. Never for what fails because something is down: that is tried again. Any thread.
 */
public final class DeadLetterTopics {

  private static final Logger log = LoggerFactory.getLogger(DeadLetterTopics.class);

  /** Spring Kafka makes a header of the whole message, which may repeat what was wrong. */
  private static final int REASON_LENGTH_MAX = 1_000;

  private final DeadLetterPublishingRecoverer recoverer;
  private final WrittenLetters written = new WrittenLetters();
  private final String service;
  private final Clock clock;

  /**
   * @param service whose letters these are
   */
  public DeadLetterTopics(KafkaOperations<?, ?> kafka, String service, Clock clock) {
    this.service = service;
    this.clock = clock;
    recoverer = new Recoverer(kafka);
    recoverer.setLogRecoveryRecord(false);
    recoverer.excludeHeader(HeadersToAdd.EX_STACKTRACE);
    recoverer.setHeadersFunction((record, wrapped) -> headers(wrapped));
  }

  /**
   * Writes the record, once however often its batch is tried by this process; after a crash, or by
   * another instance, it is written again. Durable when it returns. A record that is as large as
   * the broker takes has no room for headers: it stays where it is, and is named in the log.
   *
   * @param record as it came
   * @param reason what is wrong with it, for whoever reads the letter
   * @return whether it was written just now
   * @throws org.springframework.kafka.KafkaException where it could not be written; its batch is to
   *     be repeated
   */
  public boolean write(ConsumerRecord<byte[], byte[]> record, Exception reason) {
    if (written.contain(record)) {
      return false;
    }
    boolean fits = fits(record, reason);
    written.add(record);
    return fits;
  }

  private boolean fits(ConsumerRecord<byte[], byte[]> record, Exception reason) {
    try {
      recoverer.accept(record, null, wrapped(reason));
      return true;
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
      return false;
    }
  }

  /** Spring Kafka takes the group from its own exception alone. */
  private Exception wrapped(Exception reason) {
    String message = String.valueOf(reason.getMessage());
    Exception shorter = reason;
    if (message.length() > REASON_LENGTH_MAX) {
      shorter = new IllegalArgumentException(message.substring(0, REASON_LENGTH_MAX) + "…");
      shorter.setStackTrace(reason.getStackTrace());
    }
    return new ListenerExecutionFailedException("Never to be processed", service, shorter);
  }

  private Headers headers(Exception wrapped) {
    Throwable reason = wrapped.getCause() == null ? wrapped : wrapped.getCause();
    RecordHeaders headers = new RecordHeaders();
    DeadLetterHeaders.of(service, clock.instant(), reason).forEach(headers::add);
    return headers;
  }

  private static boolean isTooLarge(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof RecordTooLargeException) {
        return true;
      }
    }
    return false;
  }

  private static final class Recoverer extends DeadLetterPublishingRecoverer {

    Recoverer(KafkaOperations<?, ?> kafka) {
      // Partition -1: the producer chooses.
      super(
          kafka,
          (record, reason) -> new TopicPartition(record.topic() + Topics.DEAD_LETTER_SUFFIX, -1));
    }

    /** Where the producer refuses at once, the inherited one tells that it did, but not why. */
    @Override
    protected void publish(
        ProducerRecord<Object, Object> letter,
        KafkaOperations<Object, Object> to,
        ConsumerRecord<?, ?> from) {
      verifySendResult(to, letter, to.send(letter), from);
    }
  }
}
