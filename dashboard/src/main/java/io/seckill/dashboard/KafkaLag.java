package io.seckill.dashboard;

import java.util.Collection;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * How far this instance's listeners are behind the ends of the partitions that they read. The
 * consumers know it themselves, so the broker is not asked.
 */
public final class KafkaLag {

  private final KafkaListenerEndpointRegistry listeners;

  KafkaLag(KafkaListenerEndpointRegistry listeners) {
    this.listeners = listeners;
  }

  /** Records of a topic that are not read yet; a gap before the first was fetched. */
  public DoubleSupplier of(String topic) {
    return () -> {
      // A partition may be told twice, under the topic's name with and without its dots.
      Map<Object, Double> byPartition =
          listeners.getListenerContainers().stream()
              .map(MessageListenerContainer::metrics)
              .flatMap(ofEach -> ofEach.values().stream())
              .flatMap(ofOne -> ofOne.entrySet().stream())
              .filter(metric -> isLag(metric.getKey(), topic))
              .collect(
                  Collectors.toMap(
                      metric -> String.valueOf(metric.getKey().tags().get("partition")),
                      metric -> records(metric.getValue()),
                      Math::max));
      return byPartition.isEmpty() ? Double.NaN : sum(byPartition.values());
    };
  }

  private static boolean isLag(MetricName name, String topic) {
    String of = name.tags().get("topic");
    return name.name().equals("records-lag")
        && of != null
        && (of.equals(topic) || of.equals(topic.replace('.', '_')));
  }

  private static double records(Metric lag) {
    return lag.metricValue() instanceof Double behind && behind > 0 ? behind : 0;
  }

  private static double sum(Collection<Double> each) {
    return each.stream().mapToDouble(Double::doubleValue).sum();
  }
}
