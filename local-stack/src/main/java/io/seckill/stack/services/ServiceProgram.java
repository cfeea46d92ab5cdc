package io.seckill.stack.services;

import io.seckill.stack.plan.Service;
import io.seckill.stack.plan.StackPlan;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.Nullable;

/**
 * The executable jar of a service, unpacked once for each build: a jar in a jar is read slower, and
 * the JVM's shared class archive needs plain jars.
 */
final class ServiceProgram {

  /** Instances are prepared at the same time, and each would delete former builds and unpack. */
  private static final Object ONE_AT_A_TIME = new Object();

  private final Path jar;
  private final Path programs;
  private final Service service;
  private final @Nullable Path extension;

  ServiceProgram(StackPlan plan, Service service) {
    this.jar =
        plan.root()
            .resolve(service.module())
            .resolve("target")
            .resolve(service.module() + "-exec.jar");
    this.programs = plan.root().resolve(".seckill").resolve("run").resolve("programs");
    this.service = service;
    this.extension = plan.extensions().get(service);
  }

  /** What the Java launcher needs to run it, its options aside. */
  List<String> arguments() throws IOException {
    Path program = unpacked();
    return extension == null
        ? List.of("-jar", program.toString())
        : List.of("-cp", program + File.pathSeparator + extension, mainClass(program));
  }

  private static String mainClass(Path program) throws IOException {
    try (JarFile jar = new JarFile(program.toFile())) {
      return jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
    }
  }

  /** The jar to run; its manifest names its libraries. */
  private Path unpacked() throws IOException {
    if (!Files.exists(jar)) {
      throw new IOException(jar + " is missing; build it with: mvn -DskipTests package");
    }
    Path folder =
        programs.resolve(
            "%s-%x-%x"
                .formatted(
                    service.module(), Files.size(jar), Files.getLastModifiedTime(jar).toMillis()));
    synchronized (ONE_AT_A_TIME) {
      if (!Files.exists(folder)) {
        deleteFormerBuilds();
        unpackInto(folder);
      }
    }
    return folder.resolve(jar.getFileName());
  }

  private void unpackInto(Path folder) throws IOException {
    Files.createDirectories(programs);
    Path making = Files.createTempDirectory(programs, "making");
    Process tool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Djarmode=tools",
                    "-jar",
                    jar.toString(),
                    "extract",
                    "--force",
                    "--destination",
                    making.toString()))
            .redirectErrorStream(true)
            .start();
    try {
      String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (tool.waitFor() != 0) {
        throw new IOException("%s cannot be unpacked: %s".formatted(jar, said.strip()));
      }
      moveUnlessThere(making, folder);
    } catch (InterruptedException interrupted) {
      tool.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  /** Two commands may unpack at the same time: the first to finish wins. */
  private static void moveUnlessThere(Path making, Path folder) throws IOException {
    try {
      Files.move(making, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException anotherWasFaster) {
      if (!Files.isDirectory(folder)) {
        throw anotherWasFaster;
      }
      PathUtils.deleteDirectory(making);
    }
  }

  /** Those that nothing runs any more: a JVM reads classes from its jars as long as it lives. */
  private void deleteFormerBuilds() throws IOException {
    if (!Files.exists(programs)) {
      return;
    }
    try (Stream<Path> folders = Files.list(programs)) {
      for (Path former :
          folders
              .filter(folder -> folder.getFileName().toString().startsWith(service.module() + "-"))
              .filter(folder -> !isInUse(folder))
              .toList()) {
        PathUtils.deleteDirectory(former);
      }
    }
  }

  static boolean isInUse(Path folder) {
    String inside = folder + File.separator;
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().arguments().stream())
        .flatMap(Stream::of)
        .anyMatch(argument -> argument.startsWith(inside));
  }
}
