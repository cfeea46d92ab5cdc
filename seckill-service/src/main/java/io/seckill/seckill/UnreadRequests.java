package io.seckill.seckill;

import io.seckill.seckill.intake.LaneSettings;
import io.seckill.seckill.signal.Backlog;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/** The consumer itself knows how far it is behind, without asking the broker. */
@Component
class UnreadRequests implements Backlog {

  private final KafkaListenerEndpointRegistry listeners;
  private final LaneSettings lanes;

  UnreadRequests(KafkaListenerEndpointRegistry listeners, LaneSettings lanes) {
    this.listeners = listeners;
    this.lanes = lanes;
  }

  @Override
  public Waiting waiting() {
    MessageListenerContainer requests = listeners.getListenerContainer(SeckillListener.ID);
    if (requests == null) {
      return Waiting.NOTHING;
    }
    Collection<TopicPartition> assigned = requests.getAssignedPartitions();
    return waiting(
        requests.metrics().values().stream().flatMap(ofOne -> ofOne.entrySet().stream()),
        lanes,
        assigned == null ? List.of() : assigned);
  }

  /**
   * Each partition once: of a topic with a dot in its name a consumer tells it twice, under that
   * name and under an older one with an underscore (KIP-1109), until Kafka drops the older.
   */
  static Waiting waiting(
      Stream<? extends Map.Entry<MetricName, ? extends Metric>> ofOneTopic,
      LaneSettings lanes,
      Collection<TopicPartition> assigned) {
    Map<Integer, Long> byPartition = new HashMap<>();
    ofOneTopic
        .filter(metric -> metric.getKey().name().equals("records-lag"))
        .forEach(
            metric ->
                byPartition.merge(
                    partition(metric.getKey()), requests(metric.getValue()), Math::max));
    long vip = 0;
    long ordinary = 0;
    for (Map.Entry<Integer, Long> one : byPartition.entrySet()) {
      if (lanes.vip(one.getKey())) {
        vip += one.getValue();
      } else {
        ordinary += one.getValue();
      }
    }
    int ofVip = (int) assigned.stream().filter(one -> lanes.vip(one.partition())).count();
    return new Waiting(vip, ordinary, ofVip, assigned.size() - ofVip);
  }

  private static int partition(MetricName lag) {
    return Integer.parseInt(lag.tags().get("partition"));
  }

  private static long requests(Metric lag) {
    return lag.metricValue() instanceof Double behind ? Math.max(0, behind.longValue()) : 0;
  }
}
