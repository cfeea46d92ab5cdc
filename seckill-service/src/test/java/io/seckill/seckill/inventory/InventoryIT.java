package io.seckill.seckill.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.seckill.seckill.decision.Request;
import io.seckill.seckill.inventory.Answer.Kind;
import io.seckill.seckill.inventory.Claim.Mode;
import io.seckill.testing.servers.TestServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** What is reserved, and how it is known after a loss: the scripts, on a real Redis. */
class InventoryIT extends OpenSale {

  @Test
  void locksUnitsUntilTheyAreGone() {
    List<Claim> claims = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      claims.add(claim("r" + i, "u" + i, 1));
    }
    List<Kind> kinds = kinds(claims);
    assertThat(kinds.subList(0, 10)).containsOnly(Kind.RESERVED);
    assertThat(kinds.subList(10, 12)).containsOnly(Kind.SOLD_OUT);
    assertThat(inventory.stock(sale).remaining()).isZero();
  }

  @Test
  void theTurnAscendsWhenTheLastUnitGoesAndWhenTheFirstComesBack() {
    long opened = inventory.stock(sale).turn();
    assertThat(reserve(claim("r1", "u1", 9)).turn()).isEqualTo(opened);
    Stock soldOut = reserve(claim("r2", "u2", 1));
    assertThat(soldOut.remaining()).isZero();
    assertThat(soldOut.turn()).isGreaterThan(opened);
    assertThat(reserve(claim("r3", "u3", 1)).turn()).isEqualTo(soldOut.turn());
    Stock back = inventory.release(sale, List.of("r2"), Set.of()).stock();
    assertThat(back.remaining()).isEqualTo(1);
    assertThat(back.turn()).isGreaterThan(soldOut.turn());
    assertThat(inventory.release(sale, List.of("r1"), Set.of()).stock().turn())
        .isEqualTo(back.turn());
  }

  @Test
  void theTurnAscendsWithARebuildToo() {
    Stock soldOut = reserve(claim("r1", "u1", 10));
    redis.delete(List.of(SaleKeys.of(sale).sale()));
    open(10, Map.of(), Map.of());
    assertThat(inventory.stock(sale).turn()).isGreaterThan(soldOut.turn());
  }

  private Stock reserve(Claim claim) {
    return inventory.reserve(sale, 10, List.of(claim)).stock();
  }

  @Test
  void aRepeatGetsTheFirstAnswerAndTakesNothing() {
    assertThat(kinds(List.of(claim("r", "u", 2), claim("r", "u", 2))))
        .containsExactly(Kind.RESERVED, Kind.HELD);
    assertThat(kinds(List.of(claim("r", "u", 2)))).containsExactly(Kind.HELD);
    assertThat(inventory.stock(sale).remaining()).isEqualTo(8);
  }

  @Test
  void theSameIdWithAnotherQuantityOrUserIsRefused() {
    kinds(List.of(claim("r", "u", 1)));
    assertThat(kinds(List.of(claim("r", "u", 2), claim("r", "v", 1))))
        .containsExactly(Kind.HELD_OTHERWISE, Kind.HELD_OTHERWISE);
  }

  @Test
  void aUserHoldsNoMoreThanTheLimitAndHearsOfTheFirstReservation() {
    List<Answer> answers =
        inventory
            .reserve(
                sale, 2, List.of(claim("r1", "u", 1), claim("r2", "u", 1), claim("r3", "u", 1)))
            .each();
    assertThat(answers.get(2)).isEqualTo(new Answer(Kind.OVER_LIMIT, "r1"));
    assertThat(inventory.reserve(sale, 2, List.of(claim("r4", "v", 3))).each())
        .containsExactly(new Answer(Kind.OVER_LIMIT, ""));
  }

  @Test
  void aRequestLongPastItsDeadlineIsRefusedButAnAdoptionIsNot() {
    long longAgo = System.currentTimeMillis() - 120_000;
    Request late = new Request("r", sale, "u", 1, longAgo, "h:1", 1);
    assertThat(kinds(List.of(new Claim(late, Mode.RESERVE)))).containsExactly(Kind.EXPIRED);
    assertThat(kinds(List.of(new Claim(late, Mode.ADOPT)))).containsExactly(Kind.RESERVED);
  }

  @Test
  void aLookUpTakesNothing() {
    kinds(List.of(claim("held", "u", 1)));
    assertThat(
            kinds(List.of(claim("held", "u", 1, Mode.LOOK_UP), claim("r", "v", 1, Mode.LOOK_UP))))
        .containsExactly(Kind.HELD, Kind.NOT_HELD);
    assertThat(inventory.stock(sale).remaining()).isEqualTo(9);
  }

  @Test
  void aRefusedRepeatIsNeverAdoptedAfterwards() {
    assertThat(kinds(10, List.of(claim("all", "u", 10)))).containsExactly(Kind.RESERVED);
    assertThat(kinds(List.of(claim("late", "v", 1, Mode.RESERVE_REPEAT))))
        .containsExactly(Kind.SOLD_OUT);
    inventory.release(sale, List.of("all"), Set.of());
    assertThat(kinds(List.of(claim("late", "v", 1, Mode.ADOPT)))).containsExactly(Kind.CANCELLED);
  }

  @Test
  void whatALookUpOfARepeatDidNotFindNobodyReservesAfterwards() {
    kinds(List.of(claim("held", "u", 1)));
    assertThat(
            kinds(
                List.of(
                    claim("held", "u", 1, Mode.LOOK_UP_REPEAT),
                    claim("late", "v", 1, Mode.LOOK_UP_REPEAT))))
        .containsExactly(Kind.HELD, Kind.NOT_HELD);

    // An instance that stood still with the same request since before.
    assertThat(kinds(List.of(claim("late", "v", 1)))).containsExactly(Kind.LEFT_ALONE);
    assertThat(kinds(List.of(claim("held", "u", 1)))).containsExactly(Kind.HELD);
  }

  @Test
  void manyAtOnceNeverTakeMoreThanThereIs() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Long>> calls = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        int thread = t;
        calls.add(
            () -> {
              long won = 0;
              for (int i = 0; i < 20; i++) {
                String id = thread + "-" + i;
                won += kinds(List.of(claim(id, id, 1))).get(0) == Kind.RESERVED ? 1 : 0;
              }
              return won;
            });
      }
      long won = 0;
      for (Future<Long> result : threads.invokeAll(calls)) {
        won += result.get();
      }
      assertThat(won).isEqualTo(10);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aSaleThatIsNotThereHasItsFenceDown() {
    assertThatThrownBy(() -> inventory.stock("nowhere")).isInstanceOf(FenceDownException.class);
  }

  @Test
  void afterARestartNothingIsReservedUntilTheStockIsRebuilt() {
    kinds(List.of(claim("r", "u", 1)));
    TestServers.redis().stop();
    TestServers.redis().start();
    await()
        .ignoreExceptionsInstanceOf(DataAccessException.class)
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> kinds(List.of(claim("x", "v", 1))))
                    .isInstanceOf(FenceDownException.class));

    open(
        10,
        Map.of("r", new Holding.Units("u", 1, 5, "")),
        Map.of("gone", Double.POSITIVE_INFINITY));

    assertThat(inventory.stock(sale).remaining()).isEqualTo(9);
    assertThat(kinds(1, List.of(claim("r", "u", 1), claim("r2", "u", 1), claim("gone", "v", 1))))
        .containsExactly(Kind.HELD, Kind.OVER_LIMIT, Kind.CANCELLED);
  }

  @Test
  void aRebuildThatWasOvertakenLoadsNothing() {
    redis.delete(SaleKeys.of(sale).sale());
    Rebuild.Begin.Mine first = (Rebuild.Begin.Mine) rebuild.begin(sale, 10, "first");
    assertThat(rebuild.begin(sale, 10, "second")).isEqualTo(new Rebuild.Begin.AnotherAtWork());
    redis.opsForHash().put(SaleKeys.of(sale).sale(), "alive", "0");
    Rebuild.Begin.Mine second = (Rebuild.Begin.Mine) rebuild.begin(sale, 10, "second");
    assertThat(rebuild.finish(sale, 10, "first", first.fence(), Map.of(), Map.of(), Map.of()))
        .isFalse();
    assertThat(rebuild.finish(sale, 10, "second", second.fence(), Map.of(), Map.of(), Map.of()))
        .isTrue();
    assertThat(rebuild.begin(sale, 10, "third")).isEqualTo(new Rebuild.Begin.FenceUp());
  }
}
