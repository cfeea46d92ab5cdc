package io.seckill.stack;

import io.seckill.stack.process.Managed;
import io.seckill.stack.services.ServiceProcess;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Tells the person at the keyboard what the stack does, one line for each event. */
final class Console implements StackListener {

  private static final double MILLIS_PER_SECOND = 1000.0;

  private final PrintWriter out;

  Console(PrintWriter out) {
    this.out = out;
  }

  /** On the standard output of the command. */
  static Console of(@Nullable CommandSpec spec) {
    return new Console(
        spec == null
            ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
            : spec.commandLine().getOut());
  }

  @Override
  public void starting(Managed member) {
    say("  %-16s starting", member.name());
  }

  @Override
  public void ready(Managed member, Duration took) {
    say(
        "  %-16s ready after %s, %s, process %d",
        member.name(), seconds(took), member.where(), member.pid());
  }

  @Override
  public void stopped(Managed member, Duration took, boolean politely) {
    say(
        "  %-16s %s after %s",
        member.name(), politely ? "stopped" : "did not stop by itself: killed", seconds(took));
  }

  /** A process ended that nobody asked to. */
  void died(Managed member) {
    say(
        "%n%s has ended by itself. The end of its log %s:%n%s%n",
        member.name(), member.log(), member.process().tail());
    say("Start it again with: ./seckill up");
  }

  void dashboards(List<ServiceProcess> services) {
    say("%nDashboards:");
    services.forEach(s -> say("  %-16s %s/", s.name(), s.instance().url()));
  }

  synchronized void say(String format, Object... values) {
    out.println(format.formatted(values));
    out.flush();
  }

  static String seconds(Duration duration) {
    return "%.1f s".formatted(duration.toMillis() / MILLIS_PER_SECOND);
  }
}
