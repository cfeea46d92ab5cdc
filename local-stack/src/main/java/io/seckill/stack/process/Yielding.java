package io.seckill.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Nice by 10: about a tenth of what another process gets, where both want all. */
final class Yielding {

  private static final String NICENESS = "10";
  private static final Path RENICE = Path.of("/usr/bin/renice");

  private Yielding() {}

  /**
   * All threads of a process that leads a process group of its own, and those that they start.
   * Nothing happens where this system has no such thing: it is only a matter of who goes first.
   */
  static void begin(long pid) {
    if (!Files.isExecutable(RENICE) || !leadsItsGroup(pid)) {
      return;
    }
    try {
      // Linux may weigh whole sessions against each other (sched_autogroup in sched(7)).
      Path autogroup = Path.of("/proc", Long.toString(pid), "autogroup");
      if (Files.isWritable(autogroup)) {
        Files.writeString(autogroup, NICENESS);
      }
      // Of a single process only its first thread would be meant.
      new ProcessBuilder(RENICE.toString(), "-n", NICENESS, "-g", Long.toString(pid))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException notPossibleHere) {
      // It works as before.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean leadsItsGroup(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // proc_pid_stat(5): state, parent and group follow the name, which may hold blanks.
      String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return afterName[2].equals(Long.toString(pid));
    } catch (IOException notLinuxOrGone) {
      return false;
    }
  }
}
