package io.seckill.seckill.intake;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A consumer whose polls take the vip lane first.
 *
 * <p>A consumer hands out what it has fetched, partition after partition: in a crowd a vip's
 * request would wait behind thousands of others that were fetched before it. So as long as polls
 * come back full, each one takes a single lane, the other one paused: the vip lane, and after some
 * batches of it in a row the ordinary one, which so keeps its share. Who has no crowd does not
 * notice.
 */
public final class VipFirst implements InvocationHandler {

  /**
   * While a broker's records wait to be handed out, a consumer fetches nothing else from it, but
   * for partitions that are paused (KAFKA-17182). So the other lane stays paused until the fetch of
   * this one is under way: of two polls one at least asks for it. What it brings comes with a later
   * poll.
   */
  private static final Duration FETCH_IS_SENT = Duration.ofMillis(1);

  private final Consumer<byte[], byte[]> consumer;
  private final LaneSettings lanes;
  private final int batchMax;
  private final SetAside setAside;
  private boolean crowded;
  private int vipInARow;

  private VipFirst(Consumer<byte[], byte[]> consumer, LaneSettings lanes, int batchMax) {
    this.consumer = consumer;
    this.lanes = lanes;
    this.batchMax = batchMax;
    this.setAside = new SetAside(consumer);
  }

  /**
   * The consumer with lanes.
   *
   * @param batchMax records of a full poll
   */
  @SuppressWarnings("unchecked")
  public static Consumer<byte[], byte[]> of(
      Consumer<byte[], byte[]> consumer, LaneSettings lanes, int batchMax) {
    return lanes.vipPartitions() == 0
        ? consumer
        : (Consumer<byte[], byte[]>)
            Proxy.newProxyInstance(
                VipFirst.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                new VipFirst(consumer, lanes, batchMax));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (arguments == null) {
      return call(method, null);
    }
    switch (method.getName()) {
      case "poll":
        return poll((Duration) arguments[0]);
      case "pause":
        return ofOthers(arguments[0], consumer::pause);
      case "resume":
        return ofOthers(arguments[0], consumer::resume);
      default:
        return call(method, arguments);
    }
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(consumer, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /**
   * The container pauses all that is assigned before it tries a batch again; that a partition is
   * taken away in between must not cost it the batch.
   */
  @SuppressWarnings("unchecked")
  private @Nullable Object ofOthers(
      Object partitions, java.util.function.Consumer<Collection<TopicPartition>> call) {
    Collection<TopicPartition> theirs = (Collection<TopicPartition>) partitions;
    setAside.leave(theirs);
    SetAside.ofThoseAssigned(theirs, call);
    return null;
  }

  private ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    setAside.resume();
    if (crowded) {
      boolean vip = vipInARow < lanes.vipInARow();
      ConsumerRecords<byte[], byte[]> records = pollOnly(vip);
      if (!records.isEmpty()) {
        vipInARow = vip ? vipInARow + 1 : 0;
        return records;
      }
    }
    ConsumerRecords<byte[], byte[]> records = consumer.poll(timeout);
    crowded = records.count() >= batchMax;
    if (!crowded) {
      vipInARow = 0;
    }
    return vipFirst(records);
  }

  /** What is here of one lane; nothing where no partition of the other lane would have to wait. */
  private ConsumerRecords<byte[], byte[]> pollOnly(boolean vip) {
    Set<TopicPartition> pausedBefore = consumer.paused();
    List<TopicPartition> others =
        consumer.assignment().stream()
            .filter(partition -> lanes.vip(partition.partition()) != vip)
            .filter(partition -> !pausedBefore.contains(partition))
            .toList();
    if (others.isEmpty() || others.size() == consumer.assignment().size()) {
      return ConsumerRecords.empty();
    }
    try {
      setAside.pause(others);
      ConsumerRecords<byte[], byte[]> records = consumer.poll(FETCH_IS_SENT);
      return records.isEmpty() ? consumer.poll(FETCH_IS_SENT) : records;
    } finally {
      setAside.resume();
    }
  }

  /** The same records; those of the vip lane reach the stock first. */
  private ConsumerRecords<byte[], byte[]> vipFirst(ConsumerRecords<byte[], byte[]> records) {
    Map<Boolean, List<TopicPartition>> byLane =
        records.partitions().stream()
            .collect(Collectors.partitioningBy(one -> lanes.vip(one.partition())));
    List<TopicPartition> vips = byLane.getOrDefault(true, List.of());
    List<TopicPartition> others = byLane.getOrDefault(false, List.of());
    if (vips.isEmpty() || others.isEmpty()) {
      return records;
    }
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> ordered = new LinkedHashMap<>();
    Stream.concat(vips.stream(), others.stream())
        .forEach(partition -> ordered.put(partition, records.records(partition)));
    return new ConsumerRecords<>(ordered, records.nextOffsets());
  }
}
