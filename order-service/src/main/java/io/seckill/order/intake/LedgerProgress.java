package io.seckill.order.intake;

import io.seckill.contracts.Topics;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * How far the intake of all instances has come. Offsets are committed after the database, so what
 * stands before them in the ledger is in the table.
 */
@Component
public class LedgerProgress {

  private static final Logger log = LoggerFactory.getLogger(LedgerProgress.class);

  private static final Duration WAIT_MAX = Duration.ofSeconds(2);
  private static final long PAUSE_FIRST_MILLIS = 10;
  private static final long ANSWER_MILLIS = 1_000;

  /** Whoever asks keeps a thread of the server meanwhile, and most of those are for others. */
  private static final int ASKERS_MAX = 4;

  private final Admin admin;
  private final String group;
  private final Semaphore askers = new Semaphore(ASKERS_MAX);

  LedgerProgress(KafkaAdmin settings, @Value("${spring.kafka.consumer.group-id}") String group) {
    this.admin = Admin.create(settings.getConfigurationProperties());
    this.group = group;
  }

  /**
   * Waits until all that the ledger held of the request when this was called is in the table, for
   * at most 2 s and a call to the brokers; false where it is not, or nobody knows.
   */
  public boolean hasTaken(String requestId) {
    if (!askers.tryAcquire()) {
      return false;
    }
    try {
      return awaitTaken(requestId);
    } catch (ExecutionException | TimeoutException e) {
      log.warn("How far the ledger is taken is not known: {}", e.toString());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      askers.release();
    }
  }

  private boolean awaitTaken(String requestId)
      throws ExecutionException, TimeoutException, InterruptedException {
    long giveUp = System.nanoTime() + WAIT_MAX.toNanos();
    TopicPartition partition = partitionOf(requestId);
    // Asked once: what is written from now on is not waited for, or this would never end in a sale.
    long end = offset(partition, OffsetSpec.latest());
    if (end == offset(partition, OffsetSpec.earliest())) {
      return true;
    }
    long pauseMillis = PAUSE_FIRST_MILLIS;
    while (taken(partition) < end) {
      if (System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauseMillis) > giveUp) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(pauseMillis);
      pauseMillis *= 2;
    }
    return true;
  }

  /** The one that a producer chooses for entries of the request. */
  private TopicPartition partitionOf(String requestId)
      throws ExecutionException, TimeoutException, InterruptedException {
    int partitions =
        answer(admin.describeTopics(List.of(Topics.RESERVATIONS)).allTopicNames()).values().stream()
            .mapToInt(topic -> topic.partitions().size())
            .sum();
    byte[] key = requestId.getBytes(StandardCharsets.UTF_8);
    return new TopicPartition(
        Topics.RESERVATIONS, Utils.toPositive(Utils.murmur2(key)) % partitions);
  }

  private long offset(TopicPartition partition, OffsetSpec spec)
      throws ExecutionException, TimeoutException, InterruptedException {
    return answer(admin.listOffsets(Map.of(partition, spec)).partitionResult(partition)).offset();
  }

  /** -1 where nothing was committed yet. */
  private long taken(TopicPartition partition)
      throws ExecutionException, TimeoutException, InterruptedException {
    OffsetAndMetadata commit =
        answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
            .get(partition);
    return commit == null ? -1 : commit.offset();
  }

  private static <T> T answer(KafkaFuture<T> asked)
      throws ExecutionException, TimeoutException, InterruptedException {
    return asked.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
