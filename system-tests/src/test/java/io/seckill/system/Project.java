package io.seckill.system;

import java.nio.file.Path;

/** Where the project is on this machine. */
final class Project {

  private Project() {}

  /** The folder of the root pom. */
  static Path root() {
    return Path.of(System.getProperty("seckill.root", "..")).toAbsolutePath().normalize();
  }
}
