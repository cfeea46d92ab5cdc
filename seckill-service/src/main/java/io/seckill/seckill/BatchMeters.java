package io.seckill.seckill;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.seckill.seckill.decision.Decision;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What a batch costs, step by step, and what came of it. */
@Component
class BatchMeters {

  private final MeterRegistry registry;
  private final DistributionSummary size;
  private final Timer reserve;
  private final Timer ledger;
  private final Timer reply;
  private final Counter expired;
  private final Counter decidedOtherwise;
  private final Map<String, Counter> outcomes = new ConcurrentHashMap<>();

  BatchMeters(MeterRegistry registry) {
    this.registry = registry;
    this.size =
        DistributionSummary.builder("seckill.seckill.batch.size")
            .baseUnit("requests")
            .description("Requests in one poll")
            .register(registry);
    this.reserve = timer("reserve", "Decode, risk control, stock in Redis");
    this.ledger = timer("ledger", "Reservations durable in Kafka");
    this.reply = timer("reply", "Results told to the gateways");
    this.expired =
        Counter.builder("seckill.seckill.expired")
            .description("Requests dropped because their deadline had passed")
            .register(registry);
    this.decidedOtherwise =
        Counter.builder("seckill.seckill.decided.otherwise")
            .description("Results that came too late: the gateway had decided")
            .register(registry);
  }

  private Timer timer(String name, String description) {
    return Timer.builder("seckill.seckill.step")
        .tag("step", name)
        .description(description)
        .register(registry);
  }

  Batch start(int records) {
    size.record(records);
    return new Batch();
  }

  double outcome(String name) {
    return outcomes.containsKey(name) ? outcomes.get(name).count() : 0;
  }

  double decided() {
    return outcomes.values().stream().mapToDouble(Counter::count).sum();
  }

  double expired() {
    return expired.count();
  }

  DistributionSummary size() {
    return size;
  }

  /** The timer of a step: {@code reserve}, {@code ledger} or {@code reply}. */
  Timer step(String name) {
    return switch (name) {
      case "reserve" -> reserve;
      case "ledger" -> ledger;
      case "reply" -> reply;
      default ->
          throw new IllegalArgumentException(
              "step: '%s' (expected: reserve, ledger or reply)".formatted(name));
    };
  }

  /** The clock of one batch. */
  final class Batch {

    private long since = System.nanoTime();

    void reserved() {
      lap(reserve);
    }

    void durable() {
      lap(ledger);
    }

    void told(io.seckill.seckill.Counter.Served served, int otherwise) {
      lap(reply);
      for (Decision decision : served.answers()) {
        outcomes
            .computeIfAbsent(
                decision.result().name(),
                name ->
                    Counter.builder("seckill.seckill.decisions")
                        .tag("outcome", name)
                        .description("Requests decided")
                        .register(registry))
            .increment();
      }
      expired.increment(served.expired());
      decidedOtherwise.increment(otherwise);
    }

    private void lap(Timer timer) {
      long now = System.nanoTime();
      timer.record(Duration.ofNanos(now - since));
      since = now;
    }
  }
}
