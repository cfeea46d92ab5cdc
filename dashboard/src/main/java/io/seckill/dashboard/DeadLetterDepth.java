package io.seckill.dashboard;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How many dead letters wait: those of a topic that were neither sent back to it nor set aside.
 * Also the gauge {@code seckill.dlt.depth}, by topic. The brokers are asked in the background, when
 * somebody looks and at most every ten seconds; NaN until they have answered once.
 */
public final class DeadLetterDepth implements AutoCloseable {

  private static final Duration EVERY = Duration.ofSeconds(10);

  private final Map<String, Object> settings;
  private final MeterRegistry meters;
  private final LongSupplier nanoTime;
  private @Nullable Admin admin;

  DeadLetterDepth(Map<String, Object> settings, MeterRegistry meters, LongSupplier nanoTime) {
    this.settings = settings;
    this.meters = meters;
    this.nanoTime = nanoTime;
  }

  /**
   * Letters that wait.
   *
   * @param topic the dead-letter topic
   * @param dealtWith the consumer group whose offsets say how far its letters were dealt with
   */
  public DoubleSupplier of(String topic, String dealtWith) {
    Depth depth = new Depth(topic, dealtWith);
    Gauge.builder("seckill.dlt.depth", depth::letters)
        .description("Dead letters that were neither sent back to their topic nor set aside")
        .tag("topic", depth.topic)
        .strongReference(true)
        .register(meters);
    return depth::letters;
  }

  private synchronized Admin admin() {
    if (admin == null) {
      admin = Admin.create(settings);
    }
    return admin;
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
  }

  /** One topic. */
  private final class Depth {

    private final String topic;
    private final String group;
    private volatile double latest = Double.NaN;
    private CompletableFuture<?> asking = CompletableFuture.completedFuture(null);
    private long askedNanos;
    private boolean asked;

    private Depth(String topic, String group) {
      this.topic = topic;
      this.group = group;
    }

    private synchronized double letters() {
      long now = nanoTime.getAsLong();
      if (asking.isDone() && (!asked || now - askedNanos >= EVERY.toNanos())) {
        asked = true;
        askedNanos = now;
        asking = ask(admin());
      }
      return latest;
    }

    private CompletableFuture<?> ask(Admin admin) {
      return admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .toCompletionStage()
          .thenCompose(described -> waiting(admin, group, partitions(described)))
          .whenComplete((letters, failure) -> latest = failure == null ? letters : Double.NaN)
          .toCompletableFuture();
    }

    private List<TopicPartition> partitions(Map<String, TopicDescription> described) {
      return described.values().stream()
          .flatMap(each -> each.partitions().stream())
          .map(partition -> new TopicPartition(topic, partition.partition()))
          .toList();
    }
  }

  private static CompletionStage<Double> waiting(
      Admin admin, String group, List<TopicPartition> partitions) {
    CompletionStage<Map<TopicPartition, ListOffsetsResultInfo>> begins =
        offsets(admin, partitions, OffsetSpec.earliest());
    CompletionStage<Map<TopicPartition, ListOffsetsResultInfo>> ends =
        offsets(admin, partitions, OffsetSpec.latest());
    CompletionStage<Map<TopicPartition, OffsetAndMetadata>> dealtWith =
        admin
            .listConsumerGroupOffsets(Map.of(group, new ListConsumerGroupOffsetsSpec()))
            .partitionsToOffsetAndMetadata(group)
            .toCompletionStage()
            // Nobody has dealt with any letter: brokers before 4.0 say nothing, later ones an
            // error.
            .exceptionally(noSuchGroup -> Map.of());
    return begins.thenCombine(ends, Bounds::new).thenCombine(dealtWith, Bounds::waiting);
  }

  private static CompletionStage<Map<TopicPartition, ListOffsetsResultInfo>> offsets(
      Admin admin, List<TopicPartition> partitions, OffsetSpec spec) {
    return admin
        .listOffsets(partitions.stream().collect(Collectors.toMap(each -> each, each -> spec)))
        .all()
        .toCompletionStage();
  }

  /** Where partitions begin and end. */
  private record Bounds(
      Map<TopicPartition, ListOffsetsResultInfo> begins,
      Map<TopicPartition, ListOffsetsResultInfo> ends) {

    double waiting(Map<TopicPartition, OffsetAndMetadata> dealtWith) {
      return ends.entrySet().stream()
          .mapToLong(
              end -> {
                ListOffsetsResultInfo first = begins.get(end.getKey());
                long begin = first == null ? 0 : first.offset();
                OffsetAndMetadata offset = dealtWith.get(end.getKey());
                long from = offset == null ? begin : Math.max(begin, offset.offset());
                return Math.max(0, end.getValue().offset() - from);
              })
          .sum();
    }
  }
}
