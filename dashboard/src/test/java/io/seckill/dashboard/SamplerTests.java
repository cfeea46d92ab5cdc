package io.seckill.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SamplerTests {

  private final ManualClock clock = new ManualClock();
  private final AtomicLong total = new AtomicLong();

  @Test
  void keepsTheLastFiveMinutesAndNoMore() {
    Sampler sampler = sampler(service().figure("Total", "", total::get));
    for (int second = 0; second < 1000; second++) {
      total.set(second);
      second(sampler);
    }

    History.Past past = sampler.past();
    assertThat(past.times()).hasSize(300).isSorted();
    assertThat(past.times().get(299) - past.times().get(0)).isEqualTo(299_000);
    assertThat(past.values().get("total")).hasSize(300).startsWith(700.0).endsWith(999.0);
  }

  @Test
  void tellsThePastOldestFirstBeforeItIsFull() {
    Sampler sampler = sampler(service().figure("Total", "", total::incrementAndGet));
    second(sampler);
    second(sampler);

    assertThat(sampler.past().values().get("total")).containsExactly(1.0, 2.0);
  }

  @Test
  void aRateIsTheGrowthOfTheTotalPerSecondThatReallyPassed() {
    Sampler sampler = sampler(service().plot("Rate", "", Series.rate("made", total::get)));
    sampler.sample();
    total.set(500);
    clock.advanceMillis(2000);

    assertThat(sampler.sample().values()).containsEntry("rate.made", 250.0);
    clock.advanceMillis(1000);
    assertThat(sampler.sample().values()).containsEntry("rate.made", 0.0);
  }

  @Test
  void aMeanIsOfWhatCameSinceTheSampleBeforeAndAGapWhereNothingDid() {
    AtomicLong count = new AtomicLong(10);
    Sampler sampler =
        sampler(service().plot("Mean", "", Series.mean("size", total::get, count::get)));
    total.set(1000);
    second(sampler);
    total.addAndGet(60);
    count.addAndGet(3);
    second(sampler);
    second(sampler);

    assertThat(sampler.past().values().get("mean.size")).containsExactly(null, 20.0, null);
  }

  @Test
  void aRateIsAGapAtFirstAndWhereItsTotalWasReset() {
    Sampler sampler = sampler(service().plot("Rate", "", Series.rate("made", total::get)));
    total.set(1000);
    second(sampler);
    total.set(1100);
    second(sampler);
    total.set(7);
    second(sampler);
    total.set(17);
    second(sampler);

    assertThat(sampler.past().values().get("rate.made")).containsExactly(null, 100.0, null, 10.0);
  }

  @Test
  void aRateGoesOnFromTheLastTotalThatCouldBeRead() {
    AtomicBoolean broken = new AtomicBoolean();
    Sampler sampler =
        sampler(
            service()
                .plot("Rate", "", Series.rate("made", () -> broken.get() ? fail() : total.get())));
    second(sampler);
    broken.set(true);
    second(sampler);
    broken.set(false);
    total.set(100);
    second(sampler);

    assertThat(sampler.past().values().get("rate.made")).containsExactly(null, null, 50.0);
  }

  @Test
  void aSupplierThatFailsIsAGapAndTheOthersGoOn() {
    Sampler sampler =
        sampler(
            service()
                .figure("Broken", "", SamplerTests::fail)
                .figure("Not a number", "", () -> Double.NaN)
                .table("Broken rows", List.of("a"), () -> List.of(List.of("" + fail())))
                .figure("Sound", "", () -> 5));

    Sample sample = sampler.sample();
    assertThat(sample.values())
        .containsEntry("broken", null)
        .containsEntry("not-a-number", null)
        .containsEntry("sound", 5.0);
    assertThat(sample.tables()).containsEntry("broken-rows", null);
  }

  @Test
  void aSlowSupplierIsLeftAloneTenTimesAsLongAsItTook() {
    AtomicInteger asked = new AtomicInteger();
    Sampler sampler =
        sampler(
            service()
                .figure(
                    "Slow",
                    "",
                    () -> {
                      clock.advanceMillis(asked.incrementAndGet() == 1 ? 2000 : 0);
                      return 1;
                    }));
    sampler.sample();
    for (int second = 0; second < 19; second++) {
      second(sampler);
    }
    assertThat(asked).hasValue(1);

    second(sampler);
    second(sampler);
    assertThat(asked).hasValue(2);
  }

  @Test
  void rowsAndCellsAreBounded() {
    List<List<String>> rows =
        Collections.nCopies(500, List.of("x".repeat(10_000), "y", "a column too many"));
    Sampler sampler = sampler(service().table("Rows", List.of("a", "b"), () -> rows));

    String cell = "x".repeat(Sampler.CELL_CHARS_MAX) + "…";
    assertThat(sampler.sample().tables())
        .containsEntry("rows", Collections.nCopies(Sampler.ROWS_MAX, List.of(cell, "y")));
  }

  private static Dashboard.Builder service() {
    return Dashboard.of("order-service", "Makes orders.");
  }

  private Sampler sampler(Dashboard.Builder dashboard) {
    return new Sampler(dashboard.build().panels(), clock, clock::nanoTime);
  }

  private void second(Sampler sampler) {
    sampler.sample();
    clock.advanceMillis(1000);
  }

  private static double fail() {
    throw new IllegalStateException("no database");
  }
}
