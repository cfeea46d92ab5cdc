package io.seckill.stack.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to launch a process.
 *
 * @param name who it is, in messages
 * @param command program and arguments
 * @param environment added to this JVM's own environment
 * @param log takes standard output and error; the log of the run before is kept as {@code *.1}
 * @param politeEnd the signal that makes it finish its work and end
 */
public record Launch(
    String name,
    List<String> command,
    Map<String, String> environment,
    Path log,
    PoliteEnd politeEnd) {

  /** Signals that mean "please end". */
  public enum PoliteEnd {
    /** What most programs take. */
    TERM,
    /** PostgreSQL: end now, without waiting until the last client has gone. */
    INT
  }

  public Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
