package io.seckill.stack.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seckill.stack.process.Ports;
import io.seckill.stack.process.ProcessFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackPlanTests {

  private static final Path ROOT = Path.of("/project");

  @Test
  void theFirstOfEachServiceHasTheDefaultPorts() {
    StackPlan plan = StackPlan.standard(ROOT, Scale.ones(), List.of(), Map.of());

    assertThat(plan.instances())
        .containsExactly(
            new Instance(Service.GATEWAY, 1, 8080, 9090),
            new Instance(Service.SECKILL, 1, 8081, 9091),
            new Instance(Service.ORDER, 1, 8082, 0),
            new Instance(Service.NOTIFICATION, 1, 8083, 0),
            new Instance(Service.STATS, 1, 8084, 0));
    assertThat(plan.kafkaPort()).isEqualTo(9092);
    assertThat(plan.redisPort()).isEqualTo(6379);
    assertThat(plan.postgresPort()).isEqualTo(5432);
    assertThat(plan.home()).isEqualTo(ROOT.resolve(".seckill"));
  }

  @Test
  void theEnvironmentMovesPortsAndHome() {
    StackPlan plan =
        StackPlan.standard(
            ROOT,
            Scale.ones(),
            List.of(),
            Map.of(
                "SECKILL_KAFKA", "127.0.0.1:19092",
                "SECKILL_POSTGRES_URL", "jdbc:postgresql://localhost:15432/seckill",
                "SECKILL_GATEWAY_HTTP_PORT", "18080",
                "SECKILL_HOME", "/elsewhere"));

    assertThat(plan.kafkaPort()).isEqualTo(19092);
    assertThat(plan.postgresPort()).isEqualTo(15432);
    assertThat(plan.of(Service.GATEWAY)).extracting(Instance::httpPort).containsExactly(18080);
    assertThat(plan.home()).isEqualTo(Path.of("/elsewhere"));
  }

  @Test
  void aPortThatIsNoneIsRefusedByItsName() {
    assertThatExceptionOfType(ProcessFailure.class)
        .isThrownBy(
            () ->
                StackPlan.standard(
                    ROOT, Scale.ones(), List.of(), Map.of("SECKILL_REDIS_PORT", "70000")))
        .withMessage("SECKILL_REDIS_PORT: '70000' (expected: 1 to 65535)");
  }

  @Test
  void furtherInstancesSkipPortsThatAreTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int base = taken.getLocalPort() - 100;
      StackPlan plan =
          StackPlan.standard(
              ROOT,
              Scale.parse("stats=2"),
              List.of(),
              Map.of("SECKILL_STATS_HTTP_PORT", Integer.toString(base)));

      int second = plan.of(Service.STATS).get(1).httpPort();
      assertThat(second).isGreaterThanOrEqualTo(base + 200);
      assertThat((second - base) % 100).isZero();
      assertThat(Ports.isFree(second)).isTrue();
    }
  }

  @Test
  void instancesThatStandKeepTheirPorts() {
    Instance standing = new Instance(Service.SECKILL, 2, 20081, 20091);

    StackPlan plan =
        StackPlan.standard(ROOT, Scale.parse("seckill=3"), List.of(standing), Map.of());

    assertThat(plan.of(Service.SECKILL))
        .hasSize(3)
        .contains(standing)
        .extracting(Instance::number)
        .containsExactlyInAnyOrder(1, 2, 3);
    assertThat(plan.instances()).extracting(Instance::httpPort).doesNotHaveDuplicates();
  }
}
