package io.seckill.seckill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seckill.dashboard.Dashboard;
import io.seckill.dashboard.DeadLetterDepth;
import io.seckill.dashboard.Meters;
import io.seckill.seckill.outcome.GatewayReplies;
import org.junit.jupiter.api.Test;

class SeckillDashboardTests {

  @Test
  void isAllInChineseToo() {
    Dashboard dashboard =
        new SeckillDashboard()
            .dashboard(
                new Meters(new SimpleMeterRegistry()),
                mock(BatchMeters.class),
                mock(LedgerMeters.class),
                mock(DeadLetterDepth.class),
                mock(RunningSales.class),
                mock(GatewayReplies.class));

    assertThat(dashboard.withoutChinese()).isEmpty();
  }
}
