package io.seckill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seckill.stack.process.ProcessFailure;
import io.seckill.stack.state.RunFile;
import io.seckill.stack.state.RunState;
import io.seckill.stack.state.StackLock;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A benchmark wants the stack's folder for itself, and touches nothing where it cannot have it. */
class BenchCommandTests {

  @TempDir private Path root;
  private Path home;

  @BeforeEach
  void aProjectOfItsOwn() {
    System.setProperty("seckill.root", root.toString());
    home = root.resolve(".seckill");
  }

  @AfterEach
  void thisProjectAgain() {
    System.clearProperty("seckill.root");
  }

  @Test
  void isRefusedWhileAnotherOneRuns() {
    try (StackLock another = StackLock.take(home, "./seckill bench")) {
      assertThatExceptionOfType(ProcessFailure.class)
          .isThrownBy(() -> new BenchCommand().call())
          .withMessageContaining("another command has this stack")
          .withMessageContaining("./seckill bench, process " + ProcessHandle.current().pid());
    }
    assertThat(root.resolve("benchmarks")).doesNotExist();
  }

  @Test
  void isRefusedWhileAStackIsUp() {
    ProcessHandle me = ProcessHandle.current();
    new RunFile(home)
        .write(
            1,
            2,
            3,
            List.of(),
            List.of(
                new RunState.Running("Redis", me.pid(), me.info().startInstant().orElseThrow())));

    assertThatExceptionOfType(ProcessFailure.class)
        .isThrownBy(() -> new BenchCommand().call())
        .withMessageContaining("the stack is up")
        .withMessageContaining("./seckill down");
    assertThat(root.resolve("benchmarks")).doesNotExist();
  }
}
