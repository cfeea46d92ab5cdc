package io.seckill.benchmarks;

import io.seckill.benchmarks.comparison.Bench;
import io.seckill.benchmarks.comparison.Comparison;
import io.seckill.benchmarks.comparison.Extent;
import io.seckill.benchmarks.report.Machine;
import io.seckill.benchmarks.report.Report;
import io.seckill.benchmarks.stage.Stage;
import io.seckill.stack.Stack;
import io.seckill.stack.StackListener;
import io.seckill.stack.plan.StackPlan;
import io.seckill.stack.process.ProcessFailure;
import io.seckill.stack.state.StackLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seckill bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Compares on an embedded stack of its own, on free ports, and writes a report with plots and",
      "raw histograms to benchmarks/results. Ends by itself; Ctrl-C ends everything it started.",
      "Refused while another one runs, or a stack is up, in the same SECKILL_HOME.",
      "All of it is laid out for about 55 minutes, with --quick for about 6, on an idle machine."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:the report is written", "1:something failed", "2:wrong usage"})
public final class BenchCommand implements Callable<Integer> {

  private static final String ALL = "all";

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "WHAT",
      description = "naive, cost, promise, overload, scale, fairness or all (default).")
  private List<String> what = List.of(ALL);

  @Option(
      names = "--quick",
      description = "A short run of everything, to see that it works; its figures are rough.")
  private boolean quick;

  public static void main(String[] arguments) {
    // The script hands its own first argument on: the name of this command.
    List<String> rest = new ArrayList<>(Arrays.asList(arguments));
    if (!rest.isEmpty() && rest.get(0).equals("bench")) {
      rest.remove(0);
    }
    CommandLine command = new CommandLine(new BenchCommand()).setCommandName("seckill bench");
    command.setExecutionExceptionHandler(
        (failure, where, parsed) -> {
          if (failure instanceof ProcessFailure) {
            where.getErr().println(failure.getMessage());
            return 1;
          }
          throw failure;
        });
    System.exit(command.execute(rest.toArray(String[]::new)));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Comparison> chosen = chosen();
    Path root = Path.of(System.getProperty("seckill.root", "")).toAbsolutePath().normalize();
    Path home = StackPlan.home(root, System.getenv());
    try (StackLock lock = StackLock.take(home, "./seckill bench")) {
      refuseBesideAStack(root, home);
      return compare(chosen, root, home.resolve("bench"));
    }
  }

  private static void refuseBesideAStack(Path root, Path home) {
    if (Stack.found(root, home, StackListener.SILENT).filter(Stack::isRunning).isPresent()) {
      throw new ProcessFailure(
          "the stack is up (%s) and would be measured too; take it down first: ./seckill down"
              .formatted(home));
    }
  }

  private int compare(List<Comparison> chosen, Path root, Path home)
      throws IOException, InterruptedException {
    Machine machine = Machine.here(root);
    long begin = System.nanoTime();
    int failed;
    Report report =
        Report.in(
            root.resolve("benchmarks").resolve("results"),
            LocalDate.now(ZoneId.systemDefault()).toString(),
            machine);
    head(report, machine);
    Progress progress = new Progress(begin);
    Path extension = root.resolve("benchmarks").resolve("target").resolve("benchmarks.jar");
    try (Stage stage = Stage.at(root, home, extension, progress)) {
      Runtime.getRuntime().addShutdownHook(new Thread(stage::close, "take-down"));
      stage.startServers();
      Bench bench = new Bench(stage, quick ? Extent.quick() : Extent.full(), report, progress::say);
      failed = run(chosen, bench, report, progress);
    }
    progress.say(
        "%d min: %s"
            .formatted(
                Duration.ofNanos(System.nanoTime() - begin).toMinutes(),
                root.relativize(report.folder().resolve("report.md"))));
    return failed == 0 ? 0 : 1;
  }

  /** One that fails does not cost the others; how many failed. */
  private static int run(List<Comparison> chosen, Bench bench, Report report, Progress progress)
      throws IOException, InterruptedException {
    int failed = 0;
    for (Comparison comparison : chosen) {
      try {
        comparison.run(bench);
      } catch (RuntimeException | IOException e) {
        failed++;
        progress.say("%s failed: %s".formatted(comparison.id(), e));
        report.section(comparison.id()).text("**It failed**: `%s`".formatted(e));
      }
      report.write();
    }
    return failed;
  }

  private void head(Report report, Machine machine) {
    report.head(
        """
        # Benchmarks

        | | |
        | --- | --- |
        | command | `./seckill bench %s%s` |
        | date | %s |
        | machine | %d cores, %d GB, %s; the load generator runs on the same cores |
        | JDK | %s |
        | commit | %s |
        """
            .formatted(
                String.join(" ", what),
                quick ? " --quick" : "",
                LocalDate.now(ZoneId.systemDefault()),
                machine.cores(),
                machine.memoryGigabytes(),
                machine.system(),
                machine.jdk(),
                machine.commit()));
    if (quick) {
      report.head(
          "**A quick run**: processes are measured seconds after their start, while they are still"
              + " being compiled, each for a few seconds. It shows that everything works; only a"
              + " full run is worth quoting.\n");
    }
  }

  private List<Comparison> chosen() {
    if (what.contains(ALL)) {
      return List.of(Comparison.values());
    }
    for (String one : what) {
      if (!Comparison.ids().contains(one) && spec != null) {
        throw new ParameterException(
            spec.commandLine(),
            "bench: '%s' (expected: %s or all)"
                .formatted(one, String.join(", ", Comparison.ids())));
      }
    }
    return Arrays.stream(Comparison.values()).filter(it -> what.contains(it.id())).toList();
  }
}
