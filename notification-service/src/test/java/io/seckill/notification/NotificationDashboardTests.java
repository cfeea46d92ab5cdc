package io.seckill.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seckill.dashboard.Dashboard;
import io.seckill.dashboard.DeadLetterDepth;
import io.seckill.dashboard.KafkaLag;
import io.seckill.dashboard.Meters;
import io.seckill.notification.lookup.LatestNotifications;
import org.junit.jupiter.api.Test;

class NotificationDashboardTests {

  @Test
  void isAllInChineseToo() {
    Dashboard dashboard =
        new NotificationDashboard()
            .dashboard(
                new Meters(new SimpleMeterRegistry()),
                mock(KafkaLag.class),
                mock(DeadLetterDepth.class),
                mock(LatestNotifications.class));

    assertThat(dashboard.withoutChinese()).isEmpty();
  }
}
