package io.seckill.stack.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seckill.stack.plan.Instance;
import io.seckill.stack.plan.Service;
import io.seckill.stack.process.ProcessFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTests {

  private final Path home;

  RunFileTests(@TempDir Path home) {
    this.home = home;
  }

  @Test
  void readsWhatAnEarlierCommandWrote() {
    List<Instance> instances =
        List.of(
            new Instance(Service.GATEWAY, 1, 8080, 9090), new Instance(Service.ORDER, 1, 8082, 0));
    RunState.Running running =
        new RunState.Running("gateway-1", 4711, Instant.parse("2026-01-02T03:04:05.06Z"));

    new RunFile(home).write(9092, 6379, 5432, instances, List.of(running));

    RunState read = new RunFile(home).read().orElseThrow();
    assertThat(read.kafkaPort()).isEqualTo(9092);
    assertThat(read.redisPort()).isEqualTo(6379);
    assertThat(read.postgresPort()).isEqualTo(5432);
    assertThat(read.instances()).isEqualTo(instances);
    assertThat(read.processes()).containsExactly(running);
  }

  @Test
  void nothingIsThereBeforeTheFirstStartAndAfterTheEnd() {
    RunFile file = new RunFile(home);
    assertThat(file.read()).isEmpty();

    file.write(1, 2, 3, List.of(), List.of());
    file.delete();

    assertThat(file.read()).isEmpty();
  }

  @Test
  void aBrokenFileIsNamed() throws IOException {
    Path file = home.resolve("run").resolve("stack.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\"kafkaPort\": 90");

    assertThatExceptionOfType(ProcessFailure.class)
        .isThrownBy(() -> new RunFile(home).read())
        .withMessageContaining(file.toString());
  }

  @Test
  void twoCommandsDoNotStartOrStopAtOnce() {
    try (StackLock held = StackLock.take(home, "./seckill bench")) {
      assertThatExceptionOfType(ProcessFailure.class)
          .isThrownBy(() -> StackLock.take(home, "./seckill bench"))
          .withMessageContaining("another command");
    }
    StackLock.take(home, "./seckill bench").close();
  }
}
