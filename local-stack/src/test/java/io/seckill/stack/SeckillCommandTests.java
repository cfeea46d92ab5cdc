package io.seckill.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"--shoppers=0", "--stock=0", "--rate=-1", "--stock=many"})
  void aDemoThatCannotBeHeldStartsNothing(String wrong) {
    System.setProperty("seckill.root", root.toString());

    assertThat(SeckillCommand.run("demo", wrong)).isEqualTo(2);
    assertThat(root).isEmptyDirectory();
  }
}
