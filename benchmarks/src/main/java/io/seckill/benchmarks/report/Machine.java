package io.seckill.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What figures were measured on, without any name of it.
 *
 * @param cores that the JVM may use
 * @param memoryGigabytes of the machine, rounded to the nearest
 * @param system such as {@code Linux 6.18 amd64}
 * @param jdk that everything ran on
 * @param commit of the sources; {@code unknown} where there is no Git
 */
public record Machine(int cores, long memoryGigabytes, String system, String jdk, String commit) {

  private static final double GIGABYTE = 1024.0 * 1024 * 1024;

  /** This one. */
  public static Machine here(Path root) {
    var system = ManagementFactory.getOperatingSystemMXBean();
    long memory =
        system instanceof com.sun.management.OperatingSystemMXBean sun
            ? Math.round(sun.getTotalMemorySize() / GIGABYTE)
            : 0;
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        memory,
        "%s %s %s".formatted(system.getName(), release(system.getVersion()), system.getArch()),
        "%s %s".formatted(System.getProperty("java.vm.name"), Runtime.version()),
        commit(root));
  }

  /** As part of a file's name: {@code 2-cores-24g-linux}. */
  public String label() {
    String name = system.split(" ", 2)[0].toLowerCase(Locale.ROOT);
    return "%d-cores-%dg-%s".formatted(cores, memoryGigabytes, name);
  }

  /** A kernel's version without what whoever built it appended. */
  private static String release(String version) {
    return version.replaceAll("^([0-9]+(?:\\.[0-9]+)?).*$", "$1");
  }

  private static String commit(Path root) {
    String commit = git(root, "rev-parse", "--short=10", "HEAD");
    if (commit.isEmpty()) {
      return "unknown";
    }
    return git(root, "status", "--porcelain").isEmpty() ? commit : commit + " with changes";
  }

  private static String git(Path root, String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "git";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    try {
      Process git =
          new ProcessBuilder(command)
              .directory(root.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor() == 0 ? said.strip() : "";
    } catch (IOException noGit) {
      return "";
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
