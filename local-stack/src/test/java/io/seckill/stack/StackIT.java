package io.seckill.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.seckill.stack.plan.Instance;
import io.seckill.stack.plan.Service;
import io.seckill.stack.plan.StackPlan;
import io.seckill.stack.process.Managed;
import io.seckill.stack.process.Ports;
import io.seckill.stack.process.ProcessFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The servers only: the services' own modules are built after this one. */
class StackIT {

  private final Path home;

  StackIT(@TempDir Path home) {
    this.home = home;
  }

  @AfterEach
  void endWhatWasLeft() {
    Stack.found(home, home, StackListener.SILENT).ifPresent(Stack::killAll);
  }

  @Test
  void theNextCommandFindsWhatRunsAndTakesItDown() {
    Stack started = Stack.start(plan(List.of()));

    Stack found = Stack.found(home, home, StackListener.SILENT).orElseThrow();
    assertThat(found.members()).extracting(Managed::isReady).containsExactly(true, true, true);
    assertThat(found.process("Redis").pid()).isEqualTo(started.process("Redis").pid());
    assertThat(found.startMissing()).isEmpty();

    found.stop();
    assertThat(started.isRunning()).isFalse();
    assertThat(Stack.found(home, home, StackListener.SILENT)).isEmpty();
  }

  @Test
  void startsAgainWhatWasKilledAndLeavesTheRestAlone() {
    Stack stack = Stack.start(plan(List.of()));
    long kafka = stack.process("Kafka").pid();
    stack.kill("redis");

    Stack next = Stack.of(stack.plan(), StackListener.SILENT);
    assertThat(next.startMissing()).extracting(Managed::name).containsExactly("Redis");
    assertThat(next.process("Kafka").pid()).isEqualTo(kafka);
    next.stop();
  }

  @Test
  void aServiceThatCannotStartTakesEverythingWithIt() {
    StackPlan plan = plan(List.of(new Instance(Service.STATS, 1, Ports.anyFree(), 0)));
    Stack stack = Stack.of(plan, StackListener.SILENT);

    assertThatExceptionOfType(ProcessFailure.class)
        .isThrownBy(stack::startMissing)
        .withMessageContaining("stats-1")
        .withMessageContaining("stats-service-exec.jar is missing");

    assertThat(stack.isRunning()).isFalse();
    assertThat(Stack.found(home, home, StackListener.SILENT)).isEmpty();
  }

  @Test
  void anUnknownProcessIsAnsweredWithTheKnownOnes() {
    Stack stack = Stack.of(plan(List.of()), StackListener.SILENT);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> stack.kill("mysql"))
        .withMessage("no process 'mysql' (expected: Kafka, Redis, PostgreSQL)");
  }

  private StackPlan plan(List<Instance> services) {
    return new StackPlan(
        home, home, Ports.anyFree(), Ports.anyFree(), Ports.anyFree(), services, Map.of());
  }
}
