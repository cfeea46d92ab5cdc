package io.seckill.stack.state;

import io.seckill.stack.plan.Instance;
import io.seckill.stack.process.ProcessFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code run/stack.json}: there from the first launch until the stack was taken down. */
public final class RunFile {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;

  public RunFile(Path home) {
    this.file = home.resolve("run").resolve("stack.json");
  }

  /** Empty where no stack was started since the last one was taken down. */
  public Optional<RunState> read() {
    try {
      return Files.exists(file)
          ? Optional.of(JSON.readValue(Files.readString(file), RunState.class))
          : Optional.empty();
    } catch (IOException | JacksonException unreadable) {
      throw new ProcessFailure(
          "%s cannot be read (%s); end the processes by hand and delete it"
              .formatted(file, unreadable.getMessage()),
          unreadable);
    }
  }

  /** Replaces the file as a whole: a reader sees the former state or this one. */
  public void write(
      int kafkaPort,
      int redisPort,
      int postgresPort,
      List<Instance> instances,
      List<RunState.Running> processes) {
    RunState state =
        new RunState(
            kafkaPort,
            redisPort,
            postgresPort,
            instances.stream().map(RunState.ServiceInstance::of).toList(),
            processes);
    Path next = file.resolveSibling("stack.json.next");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(
          next, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(state) + "\n");
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException unwritable) {
      throw new ProcessFailure(
          "%s cannot be written: %s".formatted(file, unwritable.getMessage()), unwritable);
    }
  }

  /** The stack was taken down. */
  public void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException undeletable) {
      throw new ProcessFailure(
          "%s cannot be deleted: %s".formatted(file, undeletable.getMessage()), undeletable);
    }
  }
}
