package io.seckill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seckill.dashboard.Dashboard;
import io.seckill.dashboard.Meters;
import io.seckill.gateway.rehearsal.Rehearsals;
import io.seckill.gateway.sale.SeckillServices;
import io.seckill.gateway.signal.SoldOutSales;
import org.junit.jupiter.api.Test;

class GatewayDashboardTests {

  @Test
  void isAllInChineseToo() {
    Dashboard dashboard =
        new GatewayDashboard()
            .dashboard(
                new Meters(new SimpleMeterRegistry()),
                mock(SoldOutSales.class),
                mock(SeckillServices.class),
                // Its form is read where it is made, in RehearsalIT.
                mock(Rehearsals.class));

    assertThat(dashboard.withoutChinese()).isEmpty();
  }
}
