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
    sampler.sample(true);
    total.set(500);
    clock.advanceMillis(2000);

    assertThat(sampler.sample(true).values()).containsEntry("rate.made", 250.0);
    clock.advanceMillis(1000);
    assertThat(sampler.sample(true).values()).containsEntry("rate.made", 0.0);
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

    Sample sample = sampler.sample(true);
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
    sampler.sample(true);
    for (int second = 0; second < 19; second++) {
      second(sampler);
    }
    assertThat(asked).hasValue(1);

    second(sampler);
    second(sampler);
    assertThat(asked).hasValue(2);
  }

  @Test
  void rowsAreLeftAloneAHundredTimesAsLongAsTheyTookAndStayMeanwhile() {
    AtomicInteger asked = new AtomicInteger();
    Sampler sampler =
        sampler(
            service()
                .table(
                    "Orders",
                    List.of("n"),
                    () -> {
                      clock.advanceMillis(25);
                      return List.of(List.of("" + asked.incrementAndGet()));
                    }));
    second(sampler);
    second(sampler);
    assertThat(sampler.sample(true).tables()).containsEntry("orders", List.of(List.of("1")));
    clock.advanceMillis(1000);

    assertThat(sampler.sample(true).tables()).containsEntry("orders", List.of(List.of("2")));
  }

  @Test
  void rowsThatTakeNoTimeAreOfEverySecond() {
    AtomicInteger asked = new AtomicInteger();
    Sampler sampler =
        sampler(
            service()
                .table(
                    "Orders", List.of("n"), () -> List.of(List.of("" + asked.incrementAndGet()))));
    second(sampler);
    second(sampler);

    assertThat(asked).hasValue(2);
  }

  @Test
  void aSupplierDuringWhichTheMachineSleptIsAskedAgainSoon() {
    AtomicInteger asked = new AtomicInteger();
    Sampler sampler =
        sampler(
            service()
                .figure(
                    "Asleep",
                    "",
                    () -> {
                      clock.advanceMillis(asked.incrementAndGet() == 1 ? 300_000 : 0);
                      return 1;
                    }));
    sampler.sample(true);
    for (int second = 0; second < 29; second++) {
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
    assertThat(sampler.sample(true).tables())
        .containsEntry("rows", Collections.nCopies(Sampler.ROWS_MAX, List.of(cell, "y")));
  }

  @Test
  void anArrowTellsHowManyPassItASecond() {
    Sampler sampler = sampler(service().arrow(Arrow.LEDGER_ORDER, total::get));
    second(sampler);
    total.set(30);

    assertThat(sampler.sample(true).values()).containsEntry("arrow.ledger-order", 30.0);
  }

  @Test
  void rowsAreNotAskedForWhileNobodyFollows() {
    AtomicInteger asked = new AtomicInteger();
    Sampler sampler =
        sampler(
            service()
                .bars(
                    "Stock", "units", () -> List.of(new Bar("phone", asked.incrementAndGet(), 10)))
                .states("Fences", () -> List.of(State.bad("phone", "down")))
                .messages(
                    "Last", () -> List.of(new Message(clock.instant(), "ann", "Hello.", "sent"))));
    assertThat(sampler.sample(false).tables()).isEmpty();
    assertThat(asked).hasValue(0);

    assertThat(sampler.sample(true).tables())
        .containsEntry("stock", List.of(List.of("phone", "1", "10")))
        .containsEntry("fences", List.of(List.of("phone", "down", "bad")))
        .containsEntry("last", List.of(List.of("2026-11-11T00:00:00Z", "ann", "Hello.", "sent")));
  }

  @Test
  void aBarOfWhatIsNotKnownIsEmpty() {
    assertThat(new Bar("phone", Double.NaN, 10).cells()).containsExactly("phone", "", "10");
    assertThat(new Bar("phone", 2.5, 0).cells()).containsExactly("phone", "2.5", "0");
  }

  private static DashboardBuilder service() {
    return Dashboard.of("order-service", "Makes orders.");
  }

  private Sampler sampler(DashboardBuilder dashboard) {
    Dashboard built = dashboard.build();
    return new Sampler(built.panels(), built.arrows(), clock, clock::nanoTime);
  }

  private void second(Sampler sampler) {
    sampler.sample(true);
    clock.advanceMillis(1000);
  }

  private static double fail() {
    throw new IllegalStateException("no database");
  }
}
