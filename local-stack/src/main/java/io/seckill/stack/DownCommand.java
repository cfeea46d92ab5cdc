package io.seckill.stack;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code seckill down}. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = "Stops everything politely: gateways first, servers last. The data stays.")
final class DownCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Console console = Console.of(spec);
    Session session = new Session(SeckillCommand.root(), System.getenv(), console);
    boolean wasUp = session.down();
    console.say(
        wasUp
            ? "Everything has stopped; the data stays in " + session.home().resolve("data") + "."
            : "Nothing runs.");
    return 0;
  }
}
