package io.seckill.order.journey;

import com.google.protobuf.InvalidProtocolBufferException;
import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.CancelReason;
import io.seckill.contracts.v1.LedgerEntry;
import io.seckill.dashboard.Step;
import io.seckill.dashboard.Waypoint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds a request's entries in the ledger: its partition follows from its id, the place in it from
 * the time. It reads beside the listener's group and commits nothing; for people, not for load.
 */
@Component
class LedgerLookup {

  private static final Logger log = LoggerFactory.getLogger(LedgerLookup.class);

  /** An order follows its entry within milliseconds, unless something was away meanwhile. */
  private static final Duration BEFORE = Duration.ofSeconds(60);

  private static final Duration AFTER = Duration.ofSeconds(1);
  private static final Duration READ_MAX = Duration.ofSeconds(2);
  private static final Duration POLL = Duration.ofMillis(100);

  private final ConsumerFactory<byte[], byte[]> consumers;

  LedgerLookup(ConsumerFactory<byte[], byte[]> consumers) {
    this.consumers = consumers;
  }

  /** The entries written shortly before any of these times; one at a time may look. */
  synchronized Set<Step> entries(String requestId, Collection<Instant> times) {
    Set<Step> found = new LinkedHashSet<>();
    byte[] key = requestId.getBytes(StandardCharsets.UTF_8);
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      int partitions = consumer.partitionsFor(Topics.RESERVATIONS, READ_MAX).size();
      TopicPartition partition =
          new TopicPartition(
              Topics.RESERVATIONS, Utils.toPositive(Utils.murmur2(key)) % partitions);
      consumer.assign(List.of(partition));
      long readUntil = 0;
      for (Instant time : times.stream().sorted().distinct().toList()) {
        // What the window before has read already is not read again.
        long from = Math.max(readUntil, time.minus(BEFORE).toEpochMilli());
        readUntil = time.plus(AFTER).toEpochMilli();
        read(consumer, partition, from, readUntil, key, found);
      }
    }
    return found;
  }

  private static void read(
      Consumer<byte[], byte[]> consumer,
      TopicPartition partition,
      long fromMillis,
      long toMillis,
      byte[] key,
      Set<Step> found) {
    @Nullable OffsetAndTimestamp first =
        consumer.offsetsForTimes(Map.of(partition, fromMillis), READ_MAX).get(partition);
    @Nullable Long end = consumer.endOffsets(List.of(partition), READ_MAX).get(partition);
    if (first == null || end == null) {
      return;
    }
    consumer.seek(partition, first.offset());
    long giveUp = System.nanoTime() + READ_MAX.toNanos();
    while (consumer.position(partition) < end && System.nanoTime() < giveUp) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.timestamp() > toMillis) {
          return;
        }
        if (Arrays.equals(record.key(), key)) {
          add(record, found);
        }
      }
    }
  }

  private static void add(ConsumerRecord<byte[], byte[]> record, Set<Step> found) {
    try {
      LedgerEntry entry = LedgerEntry.parseFrom(record.value());
      if (!entry.hasReserved() && !entry.hasCancelled()) {
        return;
      }
      String place = record.topic() + " " + record.partition() + "@" + record.offset();
      found.add(
          new Step(waypoint(entry), Instant.ofEpochMilli(entry.getWrittenEpochMillis()), place));
    } catch (InvalidProtocolBufferException e) {
      log.debug("An entry of the ledger cannot be read; the intake tells more", e);
    }
  }

  private static Waypoint waypoint(LedgerEntry entry) {
    if (entry.hasReserved()) {
      return Waypoint.RESERVED;
    }
    return entry.getCancelled().getReason() == CancelReason.CANCEL_REASON_DEADLINE
        ? Waypoint.CANCELLED_IN_TIME
        : Waypoint.CANCELLED_AFTERWARDS;
  }

  private Consumer<byte[], byte[]> consumer() {
    Properties quick = new Properties();
    quick.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "1");
    quick.put(ConsumerConfig.GROUP_ID_CONFIG, "order-service-journey");
    return consumers.createConsumer("order-service-journey", "journey", null, quick);
  }
}
