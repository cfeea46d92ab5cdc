package io.seckill.system.simulation;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** A consumer without a group, for who reads a topic from a time to its end. */
final class LogConsumer {

  private final World world;
  private final Log log;
  private final Machine machine;
  private final Map<TopicPartition, Long> positions = new LinkedHashMap<>();

  LogConsumer(World world, Log log, Machine machine) {
    this.world = world;
    this.log = log;
    this.machine = machine;
  }

  @SuppressWarnings("unchecked")
  Consumer<byte[], byte[]> consumer() {
    return (Consumer<byte[], byte[]>)
        Proxy.newProxyInstance(
            LogConsumer.class.getClassLoader(),
            new Class<?>[] {Consumer.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "partitionsFor" -> partitions((String) args[0]);
                  case "assign" -> {
                    ((Collection<TopicPartition>) args[0]).forEach(p -> positions.put(p, 0L));
                    yield null;
                  }
                  case "endOffsets" -> ends((Collection<TopicPartition>) args[0]);
                  case "offsetsForTimes" -> offsets((Map<TopicPartition, Long>) args[0]);
                  case "seek" -> {
                    positions.put((TopicPartition) args[0], (Long) args[1]);
                    yield null;
                  }
                  case "position" -> positions.get((TopicPartition) args[0]);
                  case "poll" -> poll((Duration) args[0]);
                  case "close" -> null;
                  default -> throw new UnsupportedOperationException(method.toString());
                });
  }

  private List<PartitionInfo> partitions(String topic) {
    List<PartitionInfo> all = new ArrayList<>();
    for (int i = 0; i < log.partitions(topic); i++) {
      all.add(new PartitionInfo(topic, i, null, null, null));
    }
    return all;
  }

  private Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
    world.door(machine);
    if (world.fault(world.plan.logFaults / 4)) {
      throw new TimeoutException("the brokers do not answer");
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    partitions.forEach(partition -> ends.put(partition, log.end(partition)));
    world.door(machine);
    return ends;
  }

  private Map<TopicPartition, OffsetAndTimestamp> offsets(Map<TopicPartition, Long> times) {
    Map<TopicPartition, OffsetAndTimestamp> offsets = new HashMap<>();
    times.forEach(
        (partition, time) -> {
          for (ConsumerRecord<byte[], byte[]> each :
              log.records(partition.topic(), partition.partition())) {
            if (each.timestamp() >= time && !offsets.containsKey(partition)) {
              offsets.put(partition, new OffsetAndTimestamp(each.offset(), each.timestamp()));
            }
          }
        });
    return offsets;
  }

  private ConsumerRecords<byte[], byte[]> poll(Duration longest) {
    world.door(machine);
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> polled = new HashMap<>();
    int max = 1 + world.pick(8);
    positions.replaceAll(
        (partition, position) -> {
          List<ConsumerRecord<byte[], byte[]>> all =
              log.records(partition.topic(), partition.partition());
          int from = position.intValue();
          int to = Math.min(all.size(), from + max);
          if (to > from) {
            polled.put(partition, List.copyOf(all.subList(from, to)));
          }
          return (long) Math.max(from, to);
        });
    if (polled.isEmpty()) {
      world.pass(longest.toMillis());
    }
    return new ConsumerRecords<>(polled, Map.of());
  }
}
