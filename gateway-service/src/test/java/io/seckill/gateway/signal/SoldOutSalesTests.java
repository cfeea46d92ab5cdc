package io.seckill.gateway.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seckill.contracts.v1.StockSignal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SoldOutSalesTests {

  private static final long NOW = 1_800_000_000_000L;
  private static final long ENDS = NOW + 60_000;

  private long now = NOW;
  private final SoldOutSales sales =
      new SoldOutSales(
          new SignalSettings(true, 5_000, true, 2_000), new TestClock(), new SimpleMeterRegistry());

  private final class TestClock extends Clock {

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(now);
    }
  }

  @Test
  void believesWhatWasSaidLastByTheTurnNotByTheTimeItCame() {
    hear(true, 5);
    assertThat(sales.contains("s")).isTrue();
    hear(false, 6);
    assertThat(sales.contains("s")).isFalse();
    hear(true, 5);
    assertThat(sales.contains("s")).isFalse();
    hear(true, 7);
    assertThat(sales.contains("s")).isTrue();
  }

  @Test
  void forgetsWhatIsNotRepeated() {
    hear(true, 5);
    now += 4_999;
    assertThat(sales.contains("s")).isTrue();
    now += 1;
    assertThat(sales.contains("s")).isFalse();
    hear(true, 5);
    assertThat(sales.contains("s")).isTrue();
  }

  @Test
  void aSaleThatIsOverIsNotSoldOut() {
    now = ENDS - 1;
    hear(true, 5);
    assertThat(sales.contains("s")).isTrue();
    now = ENDS;
    assertThat(sales.contains("s")).isFalse();
  }

  @Test
  void whatWasSaidLongAgoIsNotBelievedByAGatewayThatStarts() {
    sales.learn(signal(true, 5), NOW - 5_000);
    assertThat(sales.contains("s")).isFalse();
  }

  @Test
  void aClockThatIsAheadDoesNotMakeAHintLiveLonger() {
    sales.learn(signal(true, 5), NOW + 3_600_000);
    now += 5_000;
    assertThat(sales.contains("s")).isFalse();
  }

  private void hear(boolean soldOut, long turn) {
    sales.learn(signal(soldOut, turn), now);
  }

  private static StockSignal signal(boolean soldOut, long turn) {
    return StockSignal.newBuilder()
        .setSaleId("s")
        .setSoldOut(soldOut)
        .setTurn(turn)
        .setEndsEpochMillis(ENDS)
        .build();
  }
}
