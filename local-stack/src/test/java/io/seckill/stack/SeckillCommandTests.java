package io.seckill.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeckillCommandTests {

  @TempDir private Path root;

  @AfterEach
  void thisProjectAgain() {
    System.clearProperty("seckill.root");
  }

  @Test
  void aStateThatCannotBeReadIsASentenceForEveryCommand() throws IOException {
    System.setProperty("seckill.root", root.toString());
    Path run = Files.createDirectories(root.resolve(".seckill").resolve("run"));
    Files.writeString(run.resolve("stack.json"), "");

    assertThat(SeckillCommand.run("status")).isEqualTo(1);
    assertThat(SeckillCommand.run("audit")).isEqualTo(1);
  }
}
