package io.seckill.seckill.ledger;

import io.seckill.contracts.Topics;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** The ledger's ends and its followers' commits, asked of the brokers. */
@Component
class AskedLedgerOffsets implements LedgerOffsets {

  private static final int ANSWER_MILLIS = 500;

  private final Admin admin;

  AskedLedgerOffsets(KafkaAdmin settings) {
    admin = Admin.create(settings.getConfigurationProperties());
  }

  @Override
  public Map<Integer, Long> ends() {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (TopicDescription topic :
        answer(admin.describeTopics(List.of(Topics.RESERVATIONS)).allTopicNames()).values()) {
      topic
          .partitions()
          .forEach(
              partition ->
                  latest.put(
                      new TopicPartition(topic.name(), partition.partition()),
                      OffsetSpec.latest()));
    }
    Map<Integer, Long> ends = new HashMap<>();
    answer(admin.listOffsets(latest).all())
        .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
    return ends;
  }

  @Override
  public Map<Integer, Long> followed() {
    Map<Integer, Long> followed = new HashMap<>();
    answer(admin.listConsumerGroupOffsets(FOLLOWERS).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, commit) -> {
              if (commit != null && partition.topic().equals(Topics.RESERVATIONS)) {
                followed.put(partition.partition(), commit.offset());
              }
            });
    return followed;
  }

  private static <T> T answer(KafkaFuture<T> asked) {
    try {
      return asked.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new LedgerUnavailableException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LedgerUnavailableException(e);
    }
  }

  @PreDestroy
  void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
