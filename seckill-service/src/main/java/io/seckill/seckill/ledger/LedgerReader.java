package io.seckill.seckill.ledger;

import com.google.protobuf.InvalidProtocolBufferException;
import io.seckill.contracts.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** Reads what the ledger says of one sale, from the sale's creation to the end. */
@Component
public class LedgerReader {

  private static final Logger log = LoggerFactory.getLogger(LedgerReader.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration QUESTION = Duration.ofSeconds(1);
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);

  /** Clocks of brokers and services may differ by so much. */
  private static final long CLOCK_DIFFERENCE_MILLIS = 60_000;

  private final ConsumerFactory<byte[], byte[]> consumers;
  private final LedgerSettings settings;
  private final LongSupplier nanoTime;

  @Autowired
  LedgerReader(ConsumerFactory<byte[], byte[]> consumers, LedgerSettings settings) {
    this(consumers, settings, System::nanoTime);
  }

  LedgerReader(
      ConsumerFactory<byte[], byte[]> consumers, LedgerSettings settings, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.consumers = consumers;
    this.settings = settings;
  }

  /**
   * Reads every entry of the sale that is durable when the call begins.
   *
   * @param createdMillis when the sale was created, epoch milliseconds
   * @param alive called about once a second while reading
   */
  public SaleLedger read(String saleId, long createdMillis, Runnable alive) {
    long started = nanoTime.getAsLong();
    SaleLedger ledger = new SaleLedger();
    long records = 0;
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.RESERVATIONS).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      ledger.endsAt(ends);
      seekToStart(consumer, partitions, ends, createdMillis - CLOCK_DIFFERENCE_MILLIS);
      long deadline =
          nanoTime.getAsLong() + Duration.ofMillis(settings.readTimeoutMillis()).toNanos();
      long nextSign = nanoTime.getAsLong() + SIGN_OF_LIFE.toNanos();
      while (!reached(consumer, ends)) {
        if (nanoTime.getAsLong() > deadline) {
          throw new LedgerUnavailableException(0);
        }
        if (nanoTime.getAsLong() > nextSign) {
          alive.run();
          nextSign = nanoTime.getAsLong() + SIGN_OF_LIFE.toNanos();
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          records++;
          add(ledger, saleId, record);
        }
      }
    }
    log.info(
        "Read {} ledger records for sale {} in {} ms: {} stand, {} cancelled",
        records,
        saleId,
        Duration.ofNanos(nanoTime.getAsLong() - started).toMillis(),
        ledger.standing().size(),
        ledger.cancelledAtMillis().size());
    return ledger;
  }

  /**
   * Those of the requests of which a cancellation stands between these offsets, by partition.
   *
   * @throws LedgerUnavailableException where they cannot be read in a second
   */
  Set<String> cancelled(
      Set<String> requestIds, Map<Integer, Long> starts, Map<Integer, Long> ends) {
    Set<String> found = new HashSet<>();
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      Map<TopicPartition, Long> until = new HashMap<>();
      ends.forEach(
          (partition, end) -> until.put(new TopicPartition(Topics.RESERVATIONS, partition), end));
      consumer.assign(until.keySet());
      until
          .keySet()
          .forEach(each -> consumer.seek(each, starts.getOrDefault(each.partition(), 0L)));
      long deadline = nanoTime.getAsLong() + QUESTION.toNanos();
      while (!reached(consumer, until)) {
        if (nanoTime.getAsLong() > deadline) {
          throw new LedgerUnavailableException(0);
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          Entry entry = entry(record);
          if (entry instanceof Entry.Cancellation && requestIds.contains(entry.requestId())) {
            found.add(entry.requestId());
          }
        }
      }
    }
    return found;
  }

  private Consumer<byte[], byte[]> consumer() {
    Properties overrides = new Properties();
    overrides.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "1");
    overrides.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
    overrides.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    return consumers.createConsumer("seckill-rebuild", "seckill-rebuild", null, overrides);
  }

  private static void seekToStart(
      Consumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      Map<TopicPartition, Long> ends,
      long fromMillis) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, Math.max(0, fromMillis)));
    Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp start = starts.get(partition);
      consumer.seek(partition, start == null ? ends.getOrDefault(partition, 0L) : start.offset());
    }
  }

  private static boolean reached(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static void add(SaleLedger ledger, String saleId, ConsumerRecord<byte[], byte[]> record) {
    Entry entry = entry(record);
    if (entry != null && entry.saleId().equals(saleId)) {
      ledger.add(entry, record.partition(), record.offset());
    }
  }

  private static @Nullable Entry entry(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Entry.decode(record.value());
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      // The follower of the ledger sends it to the dead letters.
      log.debug("Skipped {}-{}@{}", record.topic(), record.partition(), record.offset(), e);
      return null;
    }
  }
}
