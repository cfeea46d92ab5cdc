package io.seckill.stack.sale;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.seckill.stack.sale.Settlement.Settled;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Holds one sale: opens it, lets the shoppers ask, and compares what they were told with the
 * orders.
 */
public final class SaleRunner {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long PROGRESS_MILLIS = 100;
  private static final int SIGNIFICANT_DIGITS = 3;

  private final SaleOptions options;
  private final SaleListener listener;

  public SaleRunner(SaleOptions options, SaleListener listener) {
    this.options = options;
    this.listener = listener;
  }

  /**
   * Holds the sale. Takes as long as the load and the settling.
   *
   * @throws SaleFailedException where the sale cannot be created, the orders cannot be read, or the
   *     log cannot be written
   * @throws InterruptedException where the caller is interrupted; the load stops
   */
  public SaleReport run() throws InterruptedException {
    SystemSays system = new SystemSays(options);
    system.createSale();
    listener.opened(options);
    List<Told> told = sendShoppers();
    listener.settling();
    return report(told, new Settlement(options, system, told).await());
  }

  private List<Told> sendShoppers() throws InterruptedException {
    // Unbounded, but never longer than there are shoppers: the event loop must not wait for a disk.
    BlockingQueue<Told> heard = new LinkedBlockingQueue<>();
    try (ToldLog log = options.log() == null ? null : new ToldLog(options.log());
        Crowd crowd = new Crowd(options, newRun(), heard::add)) {
      listener.loadBegan(crowd.start());
      return collect(crowd, heard, log);
    } catch (IOException e) {
      throw new SaleFailedException(
          "What was told could not be written to %s: %s".formatted(options.log(), e), e);
    }
  }

  private List<Told> collect(Crowd crowd, BlockingQueue<Told> heard, @Nullable ToldLog log)
      throws IOException, InterruptedException {
    List<Told> told = new ArrayList<>(options.shoppers());
    long succeeded = 0;
    List<Told> fresh = new ArrayList<>();
    while (told.size() < options.shoppers()) {
      fresh.clear();
      heard.drainTo(fresh);
      for (Told one : fresh) {
        succeeded += one.answer() == Answer.SUCCESS ? 1 : 0;
        if (log != null) {
          log.add(one);
        }
      }
      if (log != null) {
        log.flush();
      }
      told.addAll(fresh);
      listener.progress(told.size(), succeeded);
      if (told.size() < options.shoppers()) {
        crowd.expectAlive();
        TimeUnit.MILLISECONDS.sleep(PROGRESS_MILLIS);
      }
    }
    return told;
  }

  private SaleReport report(List<Told> told, Settled settled) {
    Histogram decision = new Histogram(SIGNIFICANT_DIGITS);
    Histogram lag = new Histogram(SIGNIFICANT_DIGITS);
    Map<Answer, Long> counts = new EnumMap<>(Answer.class);
    Map<String, Told> byUser = new LinkedHashMap<>();
    long lastMicros = 0;
    for (Told one : told) {
      byUser.put(one.userId(), one);
      counts.merge(one.answer(), 1L, Long::sum);
      lag.recordValue(Math.max(0, one.sentMicros() - one.intendedMicros()));
      if (one.answer() != Answer.NO_ANSWER) {
        decision.recordValue(Math.max(0, one.answeredMicros() - one.intendedMicros()));
      }
      lastMicros = Math.max(lastMicros, one.answeredMicros());
    }
    Map<String, Long> later =
        settled.decidedLater().values().stream()
            .map(DecidedLater::outcome)
            .collect(groupingBy(Function.identity(), TreeMap::new, counting()));
    return new SaleReport(
        options,
        byUser,
        counts,
        later,
        decision,
        lag,
        Duration.of(lastMicros, ChronoUnit.MICROS),
        settled.ordersStanding(),
        settled.settled(),
        settled.violations());
  }

  /** Tells the shoppers of this run from those of any other run on the same sale. */
  private static String newRun() {
    return Long.toString(RANDOM.nextLong(1L << 30, 1L << 31), Character.MAX_RADIX);
  }
}
