package io.seckill.stack.sale;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows a sale as it is held: a bar on a terminal, a plain line now and then elsewhere. */
public final class SaleOnTerminal implements SaleListener, AutoCloseable {

  private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int BAR_UPDATE_MILLIS = 100;

  private final PrintStream out;
  private final boolean terminal;
  private @Nullable ProgressBar bar;
  private long shoppers;
  private long nextLineNanos;

  /**
   * @param terminal whether a bar can be drawn
   */
  public SaleOnTerminal(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Whether this process writes to a terminal. */
  public static boolean hasTerminal() {
    Optional<Console> console = Optional.ofNullable(System.console());
    return console.isPresent() && isTerminal(console.get());
  }

  /** From JDK 22 there is a console without a terminal too, and a method to tell them apart. */
  private static boolean isTerminal(Console console) {
    try {
      return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (NoSuchMethodException before22) {
      return true;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Console.isTerminal() cannot be called", e);
    }
  }

  @Override
  public void opened(SaleOptions options) {
    shoppers = options.shoppers();
    String pace =
        options.rate() == 0
            ? "as fast as %d connections go".formatted(options.connections())
            : "%,d a second".formatted(options.rate());
    out.printf(
        "Sale %s: %,d shoppers for %,d units, %s.%n",
        options.saleId(), options.shoppers(), options.stock(), pace);
    nextLineNanos = System.nanoTime() + LINE_NANOS;
    if (terminal) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("Shoppers")
              .setInitialMax(shoppers)
              .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
              .setUpdateIntervalMillis(BAR_UPDATE_MILLIS)
              .setConsumer(new ConsoleProgressBarConsumer(out))
              .showSpeed()
              .build();
    }
  }

  @Override
  public void progress(long told, long succeeded) {
    if (bar != null) {
      bar.stepTo(told);
      bar.setExtraMessage(" %,d bought".formatted(succeeded));
    } else if (System.nanoTime() - nextLineNanos >= 0) {
      nextLineNanos += LINE_NANOS;
      out.printf("%,d of %,d shoppers told, %,d bought%n", told, shoppers, succeeded);
    }
  }

  @Override
  public void settling() {
    close();
    out.println("Everybody has been told. Waiting until the system says the same …");
  }

  /** Takes the bar down. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
