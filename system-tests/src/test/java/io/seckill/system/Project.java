package io.seckill.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;

/** Where the project is on this machine. */
final class Project {

  private Project() {}

  /** The folder of the root pom. */
  static Path root() {
    return Path.of(System.getProperty("seckill.root", "..")).toAbsolutePath().normalize();
  }

  /** Short; "unknown" outside of a clone. */
  static String commit() throws IOException {
    Process git =
        new ProcessBuilder("git", "rev-parse", "--short=10", "HEAD")
            .directory(root().toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String commit = new String(git.getInputStream().readAllBytes(), UTF_8).strip();
    return commit.isEmpty() ? "unknown" : commit;
  }
}
