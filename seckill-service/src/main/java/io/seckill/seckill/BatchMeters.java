package io.seckill.seckill;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.seckill.seckill.decision.Decision;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/** What a batch costs, step by step, and what came of it. */
@Component
class BatchMeters {

  private static final long LATELY_MILLIS = 2_000;

  private final MeterRegistry registry;
  private final Clock clock;
  private final DistributionSummary size;
  private final Timer reserve;
  private final Timer ledger;
  private final Timer reply;
  private final Counter expired;
  private final Counter decidedOtherwise;
  private final Map<String, Counter> outcomes = new ConcurrentHashMap<>();
  private volatile LastBatch lastBatch = new LastBatch(0, 0);

  private record LastBatch(long atMillis, long ageMillis) {}

  BatchMeters(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
    Gauge.builder("seckill.seckill.queue.age", this, BatchMeters::ageSeconds)
        .baseUnit("seconds")
        .description("How long the oldest request of the last batch had waited in the queue")
        .register(registry);
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

  Batch start(List<ConsumerRecord<byte[], byte[]>> records) {
    size.record(records.size());
    long now = clock.millis();
    long oldest = records.stream().mapToLong(ConsumerRecord::timestamp).min().orElse(now);
    // The gateway's clock wrote it, and that may be ahead.
    lastBatch = new LastBatch(now, Math.max(0, now - oldest));
    return new Batch();
  }

  /** Age of the oldest request of the batch in hand or just done; 0 where nothing comes. */
  double ageSeconds() {
    LastBatch last = lastBatch;
    long since = clock.millis() - last.atMillis();
    return since < LATELY_MILLIS ? last.ageMillis() / 1e3 : 0;
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
