package io.seckill.stack.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditOptionsTests {

  @Test
  void findsStatsInTheListOfDashboards() {
    AuditOptions options =
        AuditOptions.of(
            Map.of("SECKILL_DASHBOARDS", "gateway=http://127.0.0.1:1, stats=http://127.0.0.1:2"));

    assertThat(options.stats()).isEqualTo(URI.create("http://127.0.0.1:2"));
  }

  @Test
  void defaultsToTheAddressesOfTheServices() {
    AuditOptions options = AuditOptions.of(Map.of());

    assertThat(options.kafka()).isEqualTo("127.0.0.1:9092");
    assertThat(options.redisPort()).isEqualTo(6379);
    assertThat(options.postgresUrl()).isEqualTo("jdbc:postgresql://127.0.0.1:5432/seckill");
    assertThat(options.stats()).isEqualTo(URI.create("http://127.0.0.1:8084"));
  }

  @Test
  void saysWhatIsWrongWithAPort() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuditOptions.of(Map.of("SECKILL_REDIS_PORT", "x")))
        .withMessage("SECKILL_REDIS_PORT: 'x' (expected: 1 to 65535)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuditOptions.of(Map.of("SECKILL_REDIS_PORT", "0")))
        .withMessage("SECKILL_REDIS_PORT: 0 (expected: 1 to 65535)");
  }
}
