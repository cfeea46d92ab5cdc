package io.seckill.order;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.protobuf.InvalidProtocolBufferException;
import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.LedgerEntry;
import io.seckill.contracts.v1.OrderEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.kafka.core.ConsumerFactory;

/** Listens to topics as the rest of the company does. */
@TestComponent
public class Company {

  private final ConsumerFactory<byte[], byte[]> consumers;

  Company(ConsumerFactory<byte[], byte[]> consumers) {
    this.consumers = consumers;
  }

  /** Every event of the sale that the topic has now, repeats too, in order for each order. */
  public List<OrderEvent> heardOf(String saleId) {
    return read(Topics.ORDERS).stream()
        .map(record -> parse(record.value()))
        .filter(event -> event.getSaleId().equals(saleId))
        .toList();
  }

  /** What the trace of each event of the sale goes on by; empty where it is not sampled. */
  public Map<String, String> tracesOf(String saleId) {
    return read(Topics.ORDERS).stream()
        .filter(record -> parse(record.value()).getSaleId().equals(saleId))
        .collect(
            Collectors.toMap(
                record -> parse(record.value()).getEventId(),
                record -> {
                  Header traceparent = record.headers().lastHeader("traceparent");
                  return traceparent == null ? "" : new String(traceparent.value(), US_ASCII);
                },
                (first, repeat) -> first));
  }

  public List<String> heardIdsOf(String saleId) {
    return heardOf(saleId).stream().map(OrderEvent::getEventId).toList();
  }

  /** Every entry of the sale that says no, repeats too. */
  public List<LedgerEntry> cancellationsOf(String saleId) {
    return read(Topics.RESERVATIONS).stream()
        .map(ConsumerRecord::value)
        .flatMap(Company::entry)
        .filter(entry -> entry.getSaleId().equals(saleId) && entry.hasCancelled())
        .toList();
  }

  private static Stream<LedgerEntry> entry(byte[] value) {
    try {
      return Stream.of(LedgerEntry.parseFrom(value));
    } catch (InvalidProtocolBufferException poison) {
      // Other tests write such things on purpose.
      return Stream.of();
    }
  }

  public List<ConsumerRecord<byte[], byte[]>> deadLetters() {
    return read(Topics.RESERVATIONS + Topics.DEAD_LETTER_SUFFIX);
  }

  private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    String nobody = "reader-" + UUID.randomUUID();
    try (Consumer<byte[], byte[]> consumer = consumers.createConsumer(nobody, null, null)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  private static OrderEvent parse(byte[] value) {
    try {
      return OrderEvent.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("topic orders holds something else than OrderEvents", e);
    }
  }
}
