package io.seckill.stack.sale;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * How a sale went.
 *
 * @param options the sale
 * @param told what each shopper was told, by user id
 * @param counts shoppers by answer; answers that nobody heard are left out
 * @param decidedLater outcomes of those told nothing, asked afterwards, by outcome; {@code PENDING}
 *     among them where there was none to the end
 * @param decisionMicros from the intended start to the answer, of those who were told something
 * @param lagMicros from the intended start to the send: what the generator or its connections added
 * @param load from the first intended start to the last answer
 * @param ordersStanding of the whole sale, as order-service says
 * @param settled whether the system agreed with all it told within the time allowed
 * @param violations where it did not
 */
public record SaleReport(
    SaleOptions options,
    Map<String, Told> told,
    Map<Answer, Long> counts,
    Map<String, Long> decidedLater,
    Histogram decisionMicros,
    Histogram lagMicros,
    Duration load,
    long ordersStanding,
    boolean settled,
    List<Violation> violations) {

  /** Whether what was told is what the system says. */
  public boolean agrees() {
    return violations.isEmpty();
  }

  /** Shoppers who heard this. */
  public long count(Answer answer) {
    return counts.getOrDefault(answer, 0L);
  }

  /** Answers a second over the whole load. */
  public double answersPerSecond() {
    long nanos = Math.max(1, load.toNanos());
    return told.size() * 1e9 / nanos;
  }
}
