package io.seckill.stack.audit;

import io.seckill.contracts.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Records that the services have not worked off yet, by Kafka's account. */
final class Backlog implements AutoCloseable {

  /** Who has to have read what, by the names of their consumer groups. */
  private static final Map<String, List<String>> READERS =
      Map.of(
          Topics.REQUESTS, List.of("seckill-service"),
          Topics.RESERVATIONS, List.of("order-service", "seckill-ledger"),
          Topics.ORDERS, List.of("notification-service", "stats-service"));

  private final String bootstrap;
  private final Admin admin;

  Backlog(String bootstrap) {
    this.bootstrap = bootstrap;
    Properties properties = new Properties();
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
    this.admin = Admin.create(properties);
  }

  /**
   * @param lags records behind, by {@code group on topic}
   * @param ends end offset of every partition, by its name
   */
  record Reading(Map<String, Long> lags, Map<String, Long> ends) {

    /** Written since the topics are there, whether or not they still hold them. */
    long records() {
      return ends.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  Reading read() throws InterruptedException {
    try {
      Map<String, TopicDescription> topics =
          admin.describeTopics(READERS.keySet()).allTopicNames().get();
      Map<TopicPartition, Long> begins = offsets(topics, OffsetSpec.earliest());
      Map<TopicPartition, Long> ends = offsets(topics, OffsetSpec.latest());
      Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = committed();
      Map<String, Long> lags = new TreeMap<>();
      READERS.forEach(
          (topic, groups) ->
              groups.forEach(
                  group ->
                      lags.put(
                          group + " on " + topic,
                          lag(topic, begins, ends, committed.getOrDefault(group, Map.of())))));
      Map<String, Long> named = new TreeMap<>();
      ends.forEach((partition, end) -> named.put(partition.toString(), end));
      return new Reading(lags, named);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new UnreadableException(
            "Kafka at %s lacks a topic (expected: %s).".formatted(bootstrap, READERS.keySet()));
      }
      throw new UnreadableException("Kafka", bootstrap, e);
    }
  }

  private Map<TopicPartition, Long> offsets(Map<String, TopicDescription> topics, OffsetSpec spec)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    topics.forEach(
        (topic, description) ->
            description
                .partitions()
                .forEach(
                    partition ->
                        asked.put(new TopicPartition(topic, partition.partition()), spec)));
    Map<TopicPartition, ListOffsetsResultInfo> answer = admin.listOffsets(asked).all().get();
    return answer.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  private Map<String, Map<TopicPartition, OffsetAndMetadata>> committed()
      throws ExecutionException, InterruptedException {
    Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = new HashMap<>();
    Set<String> groups =
        READERS.values().stream().flatMap(List::stream).collect(Collectors.toSet());
    for (String group : groups) {
      committed.put(
          group,
          admin
              .listConsumerGroupOffsets(Map.of(group, new ListConsumerGroupOffsetsSpec()))
              .partitionsToOffsetAndMetadata(group)
              .get());
    }
    return committed;
  }

  /** What was never committed counts from the beginning. */
  private static long lag(
      String topic,
      Map<TopicPartition, Long> begins,
      Map<TopicPartition, Long> ends,
      Map<TopicPartition, OffsetAndMetadata> committed) {
    long lag = 0;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      TopicPartition partition = end.getKey();
      if (partition.topic().equals(topic)) {
        OffsetAndMetadata offset = committed.get(partition);
        long begin = begins.getOrDefault(partition, 0L);
        long read = offset == null ? begin : Math.max(begin, offset.offset());
        lag += Math.max(0, end.getValue() - read);
      }
    }
    return lag;
  }

  @Override
  public void close() {
    admin.close();
  }
}
