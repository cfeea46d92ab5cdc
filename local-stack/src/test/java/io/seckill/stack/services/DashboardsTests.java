package io.seckill.stack.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.stack.plan.Service;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DashboardsTests {

  @Test
  void findsEveryInstanceOfAServiceAndNoOtherService() {
    Map<String, String> environment =
        Map.of("SECKILL_DASHBOARDS", "gateway=http://a:1, gateway-2=http://a:2,stats=http://a:3");

    assertThat(Dashboards.of(environment, Service.GATEWAY))
        .containsExactly(URI.create("http://a:1"), URI.create("http://a:2"));
    assertThat(Dashboards.of(environment, Service.STATS)).containsExactly(URI.create("http://a:3"));
  }

  @Test
  void expectsAServiceThatIsNotListedAtItsDefaultPort() {
    assertThat(Dashboards.of(Map.of("SECKILL_DASHBOARDS", "stats=http://a:3"), Service.ORDER))
        .containsExactly(URI.create("http://127.0.0.1:8082"));
    assertThat(Dashboards.of(Map.of(), Service.GATEWAY))
        .containsExactly(URI.create("http://127.0.0.1:8080"));
  }
}
