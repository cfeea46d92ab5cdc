package io.seckill.system;

import static org.awaitility.Awaitility.await;

import io.seckill.stack.sale.SaleFailedException;
import io.seckill.stack.sale.SaleListener;
import io.seckill.stack.sale.SaleOptions;
import io.seckill.stack.sale.SaleReport;
import io.seckill.stack.sale.SaleRunner;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A sale that is held while the test does something to the system. */
final class RunningSale {

  private static final Duration SALE_MAX = Duration.ofMinutes(4);

  private static final int OPENINGS_MAX = 10;

  private final SaleOptions options;
  private final FutureTask<SaleReport> held;
  private volatile boolean opened;
  private volatile long told;
  private volatile long loadBegan;

  private RunningSale(SaleOptions options) {
    this.options = options;
    SaleListener watch =
        new SaleListener() {
          @Override
          public void opened(SaleOptions ignored) {
            opened = true;
          }

          @Override
          public void loadBegan(long nanoTime) {
            loadBegan = nanoTime;
          }

          @Override
          public void progress(long toldNow, long succeeded) {
            told = toldNow;
          }
        };
    this.held = new FutureTask<>(() -> hold(new SaleRunner(options, watch)));
  }

  /** A busy system may say 503 to whoever opens a sale: nothing was changed, and one asks again. */
  private SaleReport hold(SaleRunner runner) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return runner.run();
      } catch (SaleFailedException e) {
        if (opened || attempt == OPENINGS_MAX) {
          throw e;
        }
      }
    }
  }

  static RunningSale begin(SaleOptions options) {
    RunningSale sale = new RunningSale(options);
    Thread thread = new Thread(sale.held, "sale " + options.saleId());
    thread.setDaemon(true);
    thread.start();
    return sale;
  }

  /** Returns when so many shoppers have heard something, or nothing at all in time. */
  void awaitTold(long shoppers) {
    await().atMost(SALE_MAX).until(() -> told >= shoppers || held.isDone());
  }

  /** Shoppers who have heard something, or nothing at all in time. */
  long told() {
    return told;
  }

  /** Whether shoppers still wait for what they will be told. */
  boolean isOn() {
    return told < options.shoppers() && !held.isDone();
  }

  /** Now, on the clock of what shoppers were told. */
  long nowMicros() {
    return micros(System.nanoTime());
  }

  /** The same for any moment of {@link System#nanoTime()}. */
  long micros(long nanoTime) {
    return TimeUnit.NANOSECONDS.toMicros(nanoTime - loadBegan);
  }

  /** What came of it, when all have been told and the system has settled. */
  SaleReport report() {
    try {
      return held.get(SALE_MAX.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("The sale could not be held: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      held.cancel(true);
      throw new AssertionError("The sale did not end within %s".formatted(SALE_MAX), e);
    } catch (InterruptedException e) {
      held.cancel(true);
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
