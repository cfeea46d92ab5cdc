package io.seckill.stack.servers;

import io.seckill.stack.process.ProcessFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * {@code postmaster.pid} as a crash left it. It names the process, and in line 7 the segment of
 * shared memory by which PostgreSQL knows whether anybody still works on its data.
 */
final class PostgresLock {

  /** Linux lists every segment here: key, id, permissions, size, two processes, attached ... */
  private static final Path SEGMENTS = Path.of("/proc/sysvipc/shm");

  private static final int SEGMENT_LINE = 6;
  private static final int ID_COLUMN = 1;
  private static final int ATTACHED_COLUMN = 6;

  private static final Duration POLL = Duration.ofMillis(40);

  /**
   * A connection of the killed server ends when it has answered what it was asked. Past this the
   * start goes on, and PostgreSQL says by itself what is wrong.
   */
  private static final Duration LEFT_MAX = Duration.ofSeconds(30);

  private final Path file;

  PostgresLock(Path data) {
    this.file = data.resolve("postmaster.pid");
  }

  /** Returns when nothing of the life before stands in the way of a start. */
  void awaitGone() throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    List<String> lines = Files.readAllLines(file);
    removeWhereIdWasGivenAgain(lines);
    if (lines.size() > SEGMENT_LINE) {
      awaitAllLeft(lines.get(SEGMENT_LINE).strip().split("\\s+"));
    }
  }

  /**
   * That its process is gone PostgreSQL sees by itself; but where that id was given to some other
   * program since, it would refuse to start.
   */
  private void removeWhereIdWasGivenAgain(List<String> lines) throws IOException {
    long pid = lines.isEmpty() ? 0 : Long.parseLong(lines.get(0).strip());
    boolean livesAsSomethingElse =
        ProcessHandle.of(pid)
            .flatMap(handle -> handle.info().command())
            .filter(command -> !command.endsWith("/postgres"))
            .isPresent();
    if (livesAsSomethingElse) {
      Files.delete(file);
    }
  }

  /** Whoever starts while a process of the life before is still attached is refused. */
  private static void awaitAllLeft(String[] keyAndId) throws IOException {
    long end = System.nanoTime() + LEFT_MAX.toNanos();
    while (keyAndId.length > ID_COLUMN
        && isAttached(keyAndId[ID_COLUMN])
        && System.nanoTime() < end) {
      try {
        Thread.sleep(POLL.toMillis());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new ProcessFailure("interrupted while waiting for PostgreSQL to end", interrupted);
      }
    }
  }

  private static boolean isAttached(String id) throws IOException {
    if (!Files.isReadable(SEGMENTS)) {
      return false;
    }
    return Files.readAllLines(SEGMENTS).stream()
        .map(line -> line.strip().split("\\s+"))
        .anyMatch(
            columns ->
                columns.length > ATTACHED_COLUMN
                    && columns[ID_COLUMN].equals(id)
                    && !columns[ATTACHED_COLUMN].equals("0"));
  }
}
