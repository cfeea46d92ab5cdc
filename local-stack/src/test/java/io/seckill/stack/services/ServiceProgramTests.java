package io.seckill.stack.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProgramTests {

  @Test
  void aBuildIsInUseAsLongAsAProcessRunsIt(@TempDir Path folder) throws IOException {
    Path jar = Files.writeString(folder.resolve("service.jar"), "");
    Process process = new ProcessBuilder("tail", "-f", jar.toString()).start();
    try {
      await().until(() -> ServiceProgram.isInUse(folder));
      assertThat(ServiceProgram.isInUse(folder.resolveSibling("another"))).isFalse();
    } finally {
      process.destroyForcibly();
    }
    await().until(() -> !ServiceProgram.isInUse(folder));
  }
}
