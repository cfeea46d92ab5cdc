package io.seckill.benchmarks.comparison;

import io.seckill.benchmarks.comparison.Bench.Sale;
import io.seckill.benchmarks.load.Heard;
import io.seckill.benchmarks.load.Measured;
import io.seckill.stack.plan.Service;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What was left to do when the last shopper had an answer: orders, messages, statistics.
 *
 * @param successes that shoppers were told
 * @param ordersDuring orders counted by stats-service when the load ended
 * @param orders seconds until all orders were counted
 * @param complete whether that was within the time allowed
 */
record Tail(long successes, long ordersDuring, double orders, boolean complete) {

  private static final long POLL_MILLIS = 200;

  /** Waits until stats-service has counted every success of the load, or the time is over. */
  static Tail await(Bench bench, Sale sale, Measured measured) throws InterruptedException {
    long successes = measured.count(Heard.BOUGHT);
    URI stats = bench.stage().url(Service.STATS).resolve("/api/stats/sales/" + sale.id());
    long begin = System.nanoTime();
    long first = bench.api().number(stats, "ordersCreated");
    long now = first;
    while (now < successes && elapsed(begin).compareTo(bench.extent().tail()) < 0) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      now = bench.api().number(stats, "ordersCreated");
    }
    if (now < successes) {
      bench.say("    %,d of %,d orders are still to be made".formatted(successes - now, successes));
    }
    return new Tail(successes, first, elapsed(begin).toMillis() / 1e3, now >= successes);
  }

  /**
   * Waits until the provider has taken so many messages in all; seconds, or NaN where it did not.
   */
  static double awaitMessages(Bench bench, long messages) throws InterruptedException {
    URI count = bench.stage().provider().address().resolve("/count");
    long begin = System.nanoTime();
    while (bench.api().number(count, "messages") < messages) {
      if (elapsed(begin).compareTo(bench.extent().tail()) >= 0) {
        return Double.NaN;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    return elapsed(begin).toMillis() / 1e3;
  }

  private static Duration elapsed(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
