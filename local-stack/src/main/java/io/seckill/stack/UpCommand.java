package io.seckill.stack;

import io.seckill.stack.plan.Scale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code seckill up}. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Starts Kafka, Redis, PostgreSQL and the five services, or what of them does not run.",
      "Stays until Ctrl-C, which takes everything down. Goes on with the data of the last run.",
      "Settings come from the environment and are handed on to the services."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:the stack is up", "1:something did not start", "2:wrong usage"})
final class UpCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--detach", description = "Return when all is ready; end it by ./seckill down.")
  private boolean detach;

  @Option(names = "--fresh", description = "Delete the data of former runs first.")
  private boolean fresh;

  @Option(
      names = "--scale",
      paramLabel = "SERVICE=COUNT,…",
      converter = ScaleConverter.class,
      description = "Instances, as in gateway=2,seckill=3; also on a stack that is up.")
  private Scale scale = Scale.ones();

  @Override
  public Integer call() throws InterruptedException {
    Console console = Console.of(spec);
    Session session = new Session(SeckillCommand.root(), System.getenv(), console);
    Session.Up up = session.up(scale, fresh, !detach);
    console.dashboards(up.stack().services());
    if (detach || up.wasUpBefore()) {
      console.say("%nTake it down with: ./seckill down");
      return 0;
    }
    console.say("%nCtrl-C takes everything down.");
    session.watch(up.stack());
    return 0;
  }

  /** Wrong input is the caller's, and says what is right. */
  static final class ScaleConverter implements ITypeConverter<Scale> {

    @Override
    public Scale convert(String text) {
      try {
        return Scale.parse(text);
      } catch (IllegalArgumentException wrong) {
        throw new TypeConversionException(wrong.getMessage());
      }
    }
  }
}
