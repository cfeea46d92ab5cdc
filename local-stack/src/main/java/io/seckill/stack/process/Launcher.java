package io.seckill.stack.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Launches processes that do not end with this JVM. */
final class Launcher {

  private Launcher() {}

  static Process launch(Launch launch) {
    try {
      Files.createDirectories(launch.log().toAbsolutePath().getParent());
      keepLogOfTheRunBefore(launch.log());
      ProcessBuilder builder =
          new ProcessBuilder(outOfReachOfCtrlC(launch.command()))
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectOutput(launch.log().toFile());
      builder.environment().putAll(launch.environment());
      return builder.start();
    } catch (IOException notLaunched) {
      throw new ProcessFailure(
          "%s cannot be launched: %s".formatted(launch.name(), notLaunched.getMessage()),
          notLaunched);
    }
  }

  private static void keepLogOfTheRunBefore(Path log) throws IOException {
    if (Files.exists(log)) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Ctrl-C reaches a terminal's whole process group at once; the stack ends one after the other.
   */
  private static List<String> outOfReachOfCtrlC(List<String> command) {
    if (!Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      return command;
    }
    List<String> own = new ArrayList<>(List.of("/usr/bin/setsid"));
    own.addAll(command);
    return own;
  }
}
