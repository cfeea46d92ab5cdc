package io.seckill.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.benchmarks.load.Heard;
import io.seckill.benchmarks.load.Load;
import io.seckill.benchmarks.load.Measured;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class CostedTests {

  @Test
  void sharesProcessorTimeAmongAllAnswers() {
    Costed costed =
        new Costed(
            measured(Map.of(Heard.BOUGHT, 900L, Heard.RATE_LIMITED, 100L)),
            Map.of(
                "gateway-1", Duration.ofMillis(50),
                "Kafka", Duration.ofMillis(10),
                "stats-1", Duration.ofMillis(7)));

    assertThat(costed.microsPerAnswer("gateway-1")).isEqualTo(50);
    assertThat(costed.microsPerAnswer(Costed.PATH)).isEqualTo(60);
    assertThat(costed.microsPerAnswer("Redis")).isZero();
    assertThat(costed.answersPerSecond()).isEqualTo(500);
  }

  @Test
  void sumsOutcomesUp() {
    Measured measured =
        measured(
            Map.of(
                Heard.NOT_BOUGHT,
                50L,
                Heard.TIMEOUT,
                20L,
                Heard.LEFT,
                10L,
                Heard.UNAVAILABLE,
                20L));

    assertThat(measured.share(Heard.Kind.DECIDED)).isEqualTo(0.5);
    assertThat(measured.share(Heard.Kind.TIMED_OUT)).isEqualTo(0.3);
    assertThat(measured.share(Heard.Kind.REFUSED)).isEqualTo(0.2);
    assertThat(measured.share(Heard.Kind.FAILED)).isZero();
  }

  @Test
  void countsAsOthersWhatIsBusyAndNotOurs() {
    assertThat(Neighbours.of(0.75, 1.0, 2)).isEqualTo(0.5);
    assertThat(Neighbours.of(0.4, 1.0, 2)).isZero();
    assertThat(Neighbours.of(-1, 1.0, 2)).isNaN();
  }

  private static Measured measured(Map<Heard, Long> counts) {
    Load load = Load.closed(URI.create("http://127.0.0.1:1"), "/", 1, Duration.ofSeconds(2));
    Histogram none = new Histogram(3);
    return new Measured(load, counts, 0, load.duration(), none, none, none, 0);
  }
}
