package io.seckill.gateway.admission.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeldShareTests {

  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong nanos = new AtomicLong(1_000 * SECOND);

  @Test
  void isHalfOfTheBucketForOneAndAPartOfItForMore() {
    HeldShare share = share("a");
    assertThat(share.isOutdated()).isTrue();
    hear(share, "a");
    assertThat(share.limit()).isEqualTo(500);
    hear(share, "a", "b", "c", "d");
    assertThat(share.limit()).isEqualTo(125);
  }

  @Test
  void holdsNothingUntilTheOthersMustHaveHeardOfIt() {
    HeldShare share = share("b");
    hear(share, "a", "b");
    assertThat(share.limit()).isZero();
    pass(3);
    hear(share, "a", "b");
    assertThat(share.limit()).isZero();
    pass(1);
    hear(share, "a", "b");
    assertThat(share.limit()).isEqualTo(250);
  }

  @Test
  void isOutdatedWhereTheBrokerIsSilent() {
    HeldShare share = share("a");
    hear(share, "a");
    pass(3);
    assertThat(share.isOutdated()).isFalse();
    nanos.incrementAndGet();
    assertThat(share.isOutdated()).isTrue();
  }

  @Test
  void isNothingWhereTheGroupHasForgottenIt() {
    HeldShare share = share("a");
    hear(share, "a");
    hear(share, "b");
    assertThat(share.limit()).isZero();
    assertThat(share.gateways()).isZero();
  }

  private HeldShare share(String name) {
    return new HeldShare("g", name, 500, nanos::get);
  }

  private void hear(HeldShare share, String... names) {
    share.learn(List.of(names), nanos.get());
  }

  private void pass(long seconds) {
    nanos.addAndGet(seconds * SECOND);
  }
}
