package io.seckill.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seckill.dashboard.Dashboard;
import io.seckill.dashboard.DeadLetterDepth;
import io.seckill.dashboard.KafkaLag;
import io.seckill.dashboard.Meters;
import io.seckill.order.lookup.LatestOrders;
import org.junit.jupiter.api.Test;

class OrderDashboardTests {

  @Test
  void isAllInChineseToo() {
    Dashboard dashboard =
        new OrderDashboard()
            .dashboard(
                new Meters(new SimpleMeterRegistry()),
                mock(KafkaLag.class),
                mock(DeadLetterDepth.class),
                mock(LatestOrders.class));

    assertThat(dashboard.withoutChinese()).isEmpty();
  }
}
