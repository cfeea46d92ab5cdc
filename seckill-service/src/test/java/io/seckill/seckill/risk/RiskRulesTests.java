package io.seckill.seckill.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.seckill.decision.Request;
import io.seckill.seckill.decision.Result;
import io.seckill.seckill.decision.Sale;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RiskRulesTests {

  private static final long NOW = 1_800_000_000_000L;

  private final RiskRules rules =
      new RiskRules(
          new RiskSettings(Set.of("mallory"), 3, 5, 0),
          Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));

  @Test
  void letsAnOrdinaryRequestPass() {
    assertThat(refusal("alice", 5, NOW, NOW + 1)).isNull();
  }

  @Test
  void refusesBlockedUsers() {
    assertThat(refusal("mallory", 1, NOW, NOW + 1)).isInstanceOf(Result.RiskRejected.class);
  }

  @Test
  void refusesTheFourthRequestOfAUserInOneSecondOnly() {
    for (int i = 0; i < 3; i++) {
      assertThat(refusal("bob", 1, NOW, NOW + 1)).isNull();
    }
    assertThat(refusal("bob", 1, NOW, NOW + 1)).isInstanceOf(Result.RiskRejected.class);
    assertThat(refusal("carol", 1, NOW, NOW + 1)).isNull();
  }

  @Test
  void forgetsTheRateOfASecondThatIsOver() {
    RequestRate rate = new RequestRate(1);
    Request request = request("bob", 1);
    Sale sale = sale(0, Long.MAX_VALUE);
    assertThat(rate.refuse(request, sale, 999)).isNull();
    assertThat(rate.refuse(request, sale, 999)).isNotNull();
    assertThat(rate.refuse(request, sale, 1000)).isNull();
  }

  @Test
  void refusesMoreUnitsThanTheSettingWithBothValues() {
    Result refusal = refusal("alice", 6, NOW, NOW + 1);
    assertThat(refusal).isInstanceOf(Result.RiskRejected.class);
    assertThat(refusal.reason()).isEqualTo("quantity: 6 (expected: 1 to 5)");
  }

  @Test
  void sellsFromTheStartInclusiveToTheEndExclusive() {
    assertThat(refusal("a", 1, NOW + 1, NOW + 2)).isInstanceOf(Result.NotStarted.class);
    assertThat(refusal("b", 1, NOW, NOW + 1)).isNull();
    assertThat(refusal("c", 1, NOW - 1, NOW)).isInstanceOf(Result.Ended.class);
  }

  @Test
  void holdsEachRequestUpWhereThatIsSetAndRefusesNobody() {
    List<Long> pauses = new ArrayList<>();
    SlowCheck slow = new SlowCheck(5, pauses::add);
    assertThat(slow.refuse(request("a", 1), sale(NOW, NOW + 1), NOW)).isNull();
    assertThat(pauses).containsExactly(5_000_000L);

    SlowCheck none = new SlowCheck(0, pauses::add);
    assertThat(none.refuse(request("a", 1), sale(NOW, NOW + 1), NOW)).isNull();
    assertThat(pauses).hasSize(1);
  }

  private @Nullable Result refusal(String user, int quantity, long starts, long ends) {
    return rules.refuse(request(user, quantity), sale(starts, ends));
  }

  private static Request request(String user, int quantity) {
    return new Request("s.0123456789012345678901", "s", user, quantity, NOW, "h:1", 1);
  }

  private static Sale sale(long starts, long ends) {
    return new Sale("s", "item", 10, 1, 1, "CNY", starts, ends, 0);
  }
}
