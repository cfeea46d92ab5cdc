package io.seckill.gateway.purchase;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.seckill.gateway.admission.bucket.TokenSource;
import io.seckill.gateway.handoff.RequestQueue;
import io.seckill.gateway.purchase.waiting.Register;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** What the hot path counts; a handful of meters, none made while requests come. */
@Component
final class PurchaseMeters {

  private static final Set<Answer.Told> DECIDED =
      EnumSet.range(Answer.Told.SUCCESS, Answer.Told.TIMEOUT);

  private final Map<Answer.Told, Counter> told = new EnumMap<>(Answer.Told.class);
  private final Counter asked;
  private final Timer decision;

  PurchaseMeters(MeterRegistry meters, Register register, TokenSource tokens, RequestQueue queue) {
    for (Answer.Told outcome : Answer.Told.values()) {
      told.put(
          outcome,
          Counter.builder("seckill.gateway.requests")
              .description("Purchase requests answered over HTTP")
              .tag("outcome", outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'))
              .register(meters));
    }
    asked =
        Counter.builder("seckill.gateway.asked")
            .description("Purchase requests that came over HTTP")
            .register(meters);
    decision =
        Timer.builder("seckill.gateway.decision")
            .description("From the request to its answer, where seckill-service decided")
            .publishPercentiles(0.5, 0.99)
            .distributionStatisticExpiry(Duration.ofSeconds(10))
            .distributionStatisticBufferLength(5)
            .percentilePrecision(2)
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofSeconds(15))
            .register(meters);
    Gauge.builder("seckill.gateway.waiting", register, Register::pending)
        .description("Requests that wait for a decision")
        .register(meters);
    Gauge.builder("seckill.gateway.remembered", register, Register::size)
        .description("Requests in the register, waiting or decided")
        .register(meters);
    Gauge.builder("seckill.gateway.tokens", tokens, PurchaseMeters::available)
        .description("Tokens that can be taken now; not a number where there is no limit")
        .register(meters);
    FunctionCounter.builder("seckill.gateway.published", queue, RequestQueue::published)
        .description("Requests that the broker has taken into the queue")
        .register(meters);
    Gauge.builder("seckill.gateway.publish.queue", queue, RequestQueue::depth)
        .description("Requests that wait for the publisher thread")
        .register(meters);
    Gauge.builder("seckill.gateway.publish.unacknowledged", queue, RequestQueue::unacknowledged)
        .description("Requests sent to the broker and not yet acknowledged")
        .register(meters);
  }

  private static double available(TokenSource tokens) {
    long available = tokens.available();
    return available == TokenSource.UNLIMITED ? Double.NaN : available;
  }

  /** One more asks; nanoseconds, to be handed to {@link #told}. */
  long asked() {
    asked.increment();
    return System.nanoTime();
  }

  void told(Answer.Told outcome, long began) {
    counter(outcome).increment();
    if (DECIDED.contains(outcome)) {
      decision.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }
  }

  private Counter counter(Answer.Told outcome) {
    return Objects.requireNonNull(told.get(outcome));
  }
}
