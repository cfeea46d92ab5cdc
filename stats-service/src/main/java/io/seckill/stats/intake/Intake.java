package io.seckill.stats.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.stereotype.Component;

/** The door: records in, news out. */
@Component
public class Intake {

  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  private final DeadLetterPublishingRecoverer deadLetters;
  private final String group;
  private final Counter unreadable;

  Intake(
      DeadLetterPublishingRecoverer deadLetters,
      @Value("${spring.kafka.consumer.group-id}") String group,
      MeterRegistry meters) {
    this.deadLetters = deadLetters;
    this.group = group;
    this.unreadable =
        Counter.builder("seckill.stats.unreadable")
            .description("Records on the topic that are no order event, moved to the dead letters")
            .register(meters);
  }

  /**
   * Reads a batch, in its order. What cannot be read is in the dead-letter topic before this
   * returns; the rest of the batch goes on.
   *
   * @throws org.springframework.kafka.KafkaException where a dead letter could not be written; the
   *     batch is to be repeated
   */
  public List<OrderNews> read(List<ConsumerRecord<byte[], byte[]>> records) {
    List<OrderNews> news = new ArrayList<>(records.size());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        OrderNewsReader.read(record).ifPresent(news::add);
      } catch (UnreadableEventException e) {
        log.warn(
            "{}-{}@{} goes to the dead letters: {}",
            record.topic(),
            record.partition(),
            record.offset(),
            e.getMessage());
        deadLetters.accept(
            record, new ListenerExecutionFailedException(String.valueOf(e.getMessage()), group, e));
        unreadable.increment();
      }
    }
    return news;
  }
}
