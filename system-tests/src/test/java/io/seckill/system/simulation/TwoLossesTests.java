package io.seckill.system.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Redis is lost twice around one writer: too rare to wait for, so it is walked. */
class TwoLossesTests {

  @Test
  void whatARebuildHasNotCountedTheNextOneDoesNotCountEither() {
    Simulation.Result result = new TwoLosses(Sabotage.NONE).walk(false);
    assertThat(result.violations()).as(result.describe()).isEmpty();
  }

  @Test
  void aWriterThatDiesThereLeavesNoOrder() {
    Simulation.Result result = new TwoLosses(Sabotage.NONE).walk(true);
    assertThat(result.violations()).as(result.describe()).isEmpty();
  }

  @Test
  void theUnitIsSoldTwiceWhereTheLedgerDoesNotSayWhatWasCounted() {
    Simulation.Result result = new TwoLosses(Sabotage.REBUILD_UNSAID).walk(false);
    assertThat(result.violations()).anyMatch(each -> each.startsWith("1 no oversell"));
  }
}
