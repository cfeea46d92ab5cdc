package io.seckill.seckill;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.contracts.Topics;
import io.seckill.seckill.intake.LaneSettings;
import io.seckill.seckill.signal.Backlog.Waiting;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.Metrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreadRequestsTests {

  private static final String OLDER = Topics.REQUESTS.replace('.', '_');

  private final Metrics ofConsumer = new Metrics();

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true"})
  void eachPartitionCountsOnceUnderWhateverNamesItIsTold(boolean byName, boolean byOlderName) {
    for (int partition = 0; partition < 3; partition++) {
      double lag = 10 * (partition + 1);
      if (byName) {
        tell("records-lag", Topics.REQUESTS, partition, lag);
      }
      if (byOlderName) {
        tell("records-lag", OLDER, partition, lag);
      }
    }
    assertThat(waiting()).isEqualTo(new Waiting(10 + 20, 30, 2, 1));
  }

  @Test
  void onlyWhatWaitsNowCounts() {
    tell("records-lag", Topics.REQUESTS, 0, 5);
    tell("records-lag-max", Topics.REQUESTS, 0, 700);
    tell("records-lag", Topics.REQUESTS, 2, Double.NaN);
    assertThat(waiting()).isEqualTo(new Waiting(5, 0, 2, 1));
  }

  private void tell(String name, String topic, int partition, double value) {
    MetricName metric =
        ofConsumer.metricName(
            name,
            "consumer-fetch-manager-metrics",
            Map.of("topic", topic, "partition", Integer.toString(partition)));
    ofConsumer.addMetric(metric, (Gauge<Double>) (config, now) -> value);
  }

  private Waiting waiting() {
    return UnreadRequests.waiting(
        ofConsumer.metrics().entrySet().stream(),
        new LaneSettings(2, 4),
        IntStream.range(0, 3).mapToObj(i -> new TopicPartition(Topics.REQUESTS, i)).toList());
  }
}
