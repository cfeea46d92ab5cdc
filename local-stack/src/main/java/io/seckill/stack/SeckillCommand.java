package io.seckill.stack;

import io.seckill.stack.audit.AuditCommand;
import io.seckill.stack.letters.DltCommand;
import io.seckill.stack.plan.StackPlan;
import io.seckill.stack.process.ProcessFailure;
import io.seckill.stack.sale.SaleCommand;
import io.seckill.stack.sale.SaleFailedException;
import io.seckill.stack.services.Addresses;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./seckill}: the flash-sale system on this machine. */
@Command(
    name = "seckill",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "The flash-sale system on this machine: real servers, five services.",
    footer = {
      "",
      "  bench   Compares: naive, cost, promise, overload, scale, fairness; ./seckill bench --help"
    },
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
    })
public final class SeckillCommand {

  /** It did not work, or a guarantee does not hold. Wrong usage is 2. */
  static final int FAILED = 1;

  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    CommandLine command;
    try {
      command = commandLine();
    } catch (ProcessFailure unreadableState) {
      System.err.println(unreadableState.getMessage());
      return FAILED;
    }
    return command.execute(args);
  }

  static CommandLine commandLine() {
    Map<String, String> environment = environment();
    return new CommandLine(new SeckillCommand())
        .addSubcommand(new SaleCommand(environment))
        .addSubcommand(new AuditCommand(environment))
        .addSubcommand(new DltCommand(environment))
        .setParameterExceptionHandler(
            (wrong, arguments) -> {
              CommandLine command = wrong.getCommandLine();
              command
                  .getErr()
                  .println(command.getColorScheme().errorText(String.valueOf(wrong.getMessage())));
              command
                  .getErr()
                  .println("Help: ./%s --help".formatted(command.getCommandSpec().qualifiedName()));
              return command.getCommandSpec().exitCodeOnInvalidInput();
            })
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              if (failure instanceof ProcessFailure || failure instanceof SaleFailedException) {
                command
                    .getErr()
                    .println(
                        command.getColorScheme().errorText(String.valueOf(failure.getMessage())));
                return FAILED;
              }
              throw failure;
            });
  }

  /** This JVM's environment; what it does not name is where the stack that runs here has it. */
  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    Path home = StackPlan.home(root(), System.getenv());
    Stack.found(root(), home, StackListener.SILENT)
        .ifPresent(stack -> environment.putAll(Addresses.of(stack.plan())));
    environment.putAll(System.getenv());
    return environment;
  }

  /** Where the services' jars are: told by the shell script. */
  static Path root() {
    return Path.of(System.getProperty("seckill.root", "")).toAbsolutePath().normalize();
  }
}
