package io.seckill.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seckill.dashboard.Dashboard;
import io.seckill.dashboard.KafkaLag;
import io.seckill.dashboard.Meters;
import io.seckill.stats.comparison.Comparison;
import io.seckill.stats.lookup.LatestSales;
import org.junit.jupiter.api.Test;

class StatsDashboardTests {

  @Test
  void isAllInChineseToo() {
    Dashboard dashboard =
        new StatsDashboard()
            .dashboard(
                new Meters(new SimpleMeterRegistry()),
                mock(KafkaLag.class),
                mock(LatestSales.class),
                mock(Comparison.class));

    assertThat(dashboard.withoutChinese()).isEmpty();
  }
}
