package io.seckill.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class MetersTests {

  private final ManualClock clock = new ManualClock();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Meters meters = new Meters(registry, clock::nanoTime);

  @Test
  void addsUpThoseOfOneNameThatHaveTheTags() {
    registry.counter("answers", "outcome", "success", "lane", "vip").increment(2);
    registry.counter("answers", "outcome", "success", "lane", "ordinary").increment(3);
    registry.counter("answers", "outcome", "timeout", "lane", "vip").increment(7);

    assertThat(meters.counter("answers").getAsDouble()).isEqualTo(12);
    assertThat(meters.counter("answers", "outcome", "success").getAsDouble()).isEqualTo(5);
    assertThat(meters.counter("answers", "outcome", "other").getAsDouble()).isZero();
  }

  @Test
  void readsWhatIsKnownEachTimeAndFindsWhatIsNewWithinASecond() {
    DoubleSupplier made = meters.counter("made");
    registry.counter("made", "by", "one").increment();
    assertThat(made.getAsDouble()).isEqualTo(1);

    registry.counter("made", "by", "one").increment();
    assertThat(made.getAsDouble()).isEqualTo(2);

    registry.counter("made", "by", "another").increment(10);
    clock.advanceMillis(1000);
    assertThat(made.getAsDouble()).isEqualTo(12);
  }

  @Test
  void aGaugeThatIsNotThereIsAGap() {
    AtomicInteger tokens = registry.gauge("tokens", new AtomicInteger(5));

    assertThat(meters.gauge("tokens").getAsDouble()).isEqualTo(5);
    assertThat(meters.gauge("tokens", "lane", "vip").getAsDouble()).isNaN();
    assertThat(tokens).isNotNull();
  }

  @Test
  void tellsHowOftenAndHowLongInAllOfATimer() {
    registry.timer("step", "step", "reserve").record(Duration.ofMillis(30));
    registry.timer("step", "step", "reserve").record(Duration.ofMillis(10));

    assertThat(meters.count("step", "step", "reserve").getAsDouble()).isEqualTo(2);
    assertThat(meters.total("step", "step", "reserve").getAsDouble()).isEqualTo(40);
    assertThat(meters.count("step", "step", "ledger").getAsDouble()).isZero();
  }

  @Test
  void aPercentileIsOfTheLastSecondsAndAGapWhereTheTimerHasNone() {
    Timer decision = Timer.builder("decision").publishPercentiles(0.5, 0.99).register(registry);
    decision.record(Duration.ofMillis(20));

    assertThat(meters.percentile("decision", 0.5).getAsDouble()).isBetween(19.0, 21.0);
    assertThat(meters.percentile("decision", 0.9).getAsDouble()).isNaN();
    assertThat(meters.percentile("other", 0.5).getAsDouble()).isNaN();
    decision.record(Duration.ofMillis(60));
    clock.advanceMillis(1000);
    assertThat(meters.percentile("decision", 0.99).getAsDouble()).isBetween(57.0, 63.0);
  }
}
