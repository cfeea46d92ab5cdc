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
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The scripts, on a real Redis. */
class InventoryIT {

  private static LettuceConnectionFactory connections;
  private static StringRedisTemplate redis;

  /** A repeat has the deadline of its first delivery. */
  private final long deadline = System.currentTimeMillis() + 2_000;

  private final Inventory inventory = new Inventory(redis, new InventorySettings(60_000, 900_000));
  private final Rebuild rebuild = new Rebuild(redis);
  private String sale = "";

  @BeforeAll
  static void connect() {
    connections =
        new LettuceConnectionFactory(TestServers.redis().host(), TestServers.redis().port());
    connections.afterPropertiesSet();
    connections.start();
    redis = new StringRedisTemplate(connections);
  }

  @AfterAll
  static void disconnect() {
    connections.destroy();
  }

  @BeforeEach
  void openSale() {
    sale = "sale-" + UUID.randomUUID();
    open(10, Map.of(), Map.of());
  }

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
  void aCancelledReservationGivesItsUnitsBackOnce() {
    kinds(List.of(claim("r", "u", 3)));
    assertThat(inventory.release(sale, List.of("r", "r"), Set.of()).units()).isEqualTo(3);
    assertThat(inventory.release(sale, List.of("r"), Set.of()).units()).isZero();
    assertThat(inventory.stock(sale).remaining()).isEqualTo(10);
    assertThat(kinds(List.of(claim("other", "u", 1)))).containsExactly(Kind.RESERVED);
  }

  @Test
  void whatWasWonAndNotPaidStaysKnownAsWonThoughItsUnitsAreBack() {
    kinds(List.of(claim("r", "u", 3)));
    assertThat(inventory.release(sale, List.of("r"), Set.of("r")).units()).isEqualTo(3);
    assertThat(inventory.release(sale, List.of("r"), Set.of("r")).units()).isZero();

    expectWonAndNotPaid(10);
    // Once more, after a loss of Redis.
    redis.delete(List.of(SaleKeys.of(sale).sale()));
    open(
        10,
        Map.of(),
        Map.of("r", new Holding.Units("u", 3, 1, "")),
        Map.of("r", Double.POSITIVE_INFINITY));
    expectWonAndNotPaid(10);
  }

  private void expectWonAndNotPaid(int remaining) {
    assertThat(inventory.stock(sale).remaining()).isEqualTo(remaining);
    Holding.Units units = inventory.holding(sale, "r").units();
    assertThat(units).isNotNull().extracting(Holding.Units::quantity).isEqualTo(3);
    assertThat(inventory.holding(sale, "r").unpaid()).isTrue();
    assertThat(inventory.close(sale, List.of(ofGateway(2, "r", "u", 3)))).containsExactly(false);
    assertThat(kinds(List.of(claim("r", "u", 3), claim("r", "u", 3, Mode.ADOPT))))
        .containsExactly(Kind.HELD, Kind.HELD);
    assertThat(kinds(List.of(claim("r", "u", 1)))).containsExactly(Kind.HELD_OTHERWISE);
    assertThat(inventory.stock(sale).remaining()).isEqualTo(remaining);
  }

  @Test
  void whatWasCancelledBeforeItCouldBePaidWasNeverWon() {
    kinds(List.of(claim("r", "u", 3)));
    inventory.release(sale, List.of("r"), Set.of());
    inventory.release(sale, List.of("r"), Set.of("r"));
    expectNeverWon();
  }

  @Test
  void whoCancelsForAnotherReasonOutweighsThatNobodyPaid() {
    kinds(List.of(claim("r", "u", 3)));
    inventory.release(sale, List.of("r"), Set.of("r"));
    inventory.release(sale, List.of("r"), Set.of());
    expectNeverWon();
  }

  private void expectNeverWon() {
    assertThat(inventory.holding(sale, "r").units()).isNull();
    assertThat(kinds(List.of(claim("r", "u", 3)))).containsExactly(Kind.CANCELLED);
  }

  @Test
  void aCancellationThatCameFirstKeepsTheReserveOut() {
    inventory.release(sale, List.of("r"), Set.of());
    assertThat(kinds(List.of(claim("r", "u", 1)))).containsExactly(Kind.CANCELLED);
    assertThat(kinds(List.of(claim("r", "u", 1, Mode.ADOPT)))).containsExactly(Kind.CANCELLED);
    assertThat(inventory.holding(sale, "r")).isEqualTo(new Holding(null, true));
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

  @Test
  void aTryThatHoldsItsUnitsAloneMayBeCancelledAndNoOtherOneGetsAShareAfterwards() {
    kinds(List.of(claim("r", "u", 1)));
    assertThat(inventory.close(sale, List.of(ofGateway(2, "r", "u", 1), ofGateway(1, "r", "u", 1))))
        .containsExactly(false, true);
    assertThat(kinds(List.of(new Claim(ofGateway(2, "r", "u", 1), Mode.RESERVE))))
        .containsExactly(Kind.LEFT_ALONE);
    assertThat(kinds(List.of(claim("r", "u", 1)))).containsExactly(Kind.HELD);
  }

  @Test
  void noTryMayBeCancelledOnceSeveralShareTheUnits() {
    kinds(List.of(claim("r", "u", 1)));
    Claim other = new Claim(ofGateway(2, "r", "u", 1), Mode.RESERVE);
    assertThat(kinds(List.of(other))).containsExactly(Kind.HELD);
    assertThat(inventory.close(sale, List.of(ofGateway(1, "r", "u", 1), ofGateway(2, "r", "u", 1))))
        .containsExactly(false, false);
    assertThat(inventory.stock(sale).remaining()).isEqualTo(9);
    assertThat(inventory.release(sale, List.of("r"), Set.of()).units()).isEqualTo(1);
  }

  @Test
  void whatWasClosedBeforeItHeldAnythingNeverWill() {
    assertThat(inventory.close(sale, List.of(ofGateway(1, "r", "u", 1)))).containsExactly(true);
    assertThat(kinds(List.of(new Claim(ofGateway(2, "r", "u", 1), Mode.RESERVE))))
        .containsExactly(Kind.LEFT_ALONE);
    assertThat(kinds(List.of(new Claim(ofGateway(2, "r", "u", 1), Mode.ADOPT))))
        .containsExactly(Kind.CANCELLED);
  }

  @Test
  void whatAnotherTryMayHaveCancelledIsKeptAndToldToNobody() {
    redis.delete(List.of(SaleKeys.of(sale).sale()));
    open(
        10,
        Map.of("r", new Holding.Units("u", 1, deadline, Holding.Units.DOUBTED)),
        Map.of(Tries.closed("r"), (double) deadline));
    assertThat(kinds(List.of(claim("r", "u", 1), claim("r", "u", 1, Mode.RESERVE_REPEAT))))
        .containsOnly(Kind.LEFT_ALONE);
    assertThat(kinds(List.of(claim("r", "u", 1, Mode.ADOPT)))).containsExactly(Kind.HELD);
    assertThat(inventory.close(sale, List.of(ofGateway(1, "r", "u", 1)))).containsExactly(false);
    assertThat(kinds(List.of(claim("r", "u", 1)))).containsExactly(Kind.LEFT_ALONE);
    assertThat(inventory.holding(sale, "r").cancelled()).isFalse();
    assertThat(inventory.release(sale, List.of("r"), Set.of()).units()).isEqualTo(1);
  }

  @Test
  void aTryThatWasRefusedAsARepeatDoesNotKeepAnotherOneOut() {
    assertThat(kinds(List.of(claim("r", "u", 1, Mode.LOOK_UP_REPEAT))))
        .containsExactly(Kind.NOT_HELD);
    assertThat(kinds(List.of(claim("r", "u", 1)))).containsExactly(Kind.LEFT_ALONE);
    assertThat(kinds(List.of(new Claim(ofGateway(2, "r", "u", 1), Mode.RESERVE))))
        .containsExactly(Kind.RESERVED);
  }

  private void open(int stock, Map<String, Holding.Units> standing, Map<String, Double> cancelled) {
    open(stock, standing, Map.of(), cancelled);
  }

  private void open(
      int stock,
      Map<String, Holding.Units> standing,
      Map<String, Holding.Units> unpaid,
      Map<String, Double> cancelled) {
    String token = UUID.randomUUID().toString();
    Rebuild.Begin.Mine mine = (Rebuild.Begin.Mine) rebuild.begin(sale, stock, token);
    assertThat(rebuild.finish(sale, stock, token, mine.fence(), standing, unpaid, cancelled))
        .isTrue();
  }

  private List<Kind> kinds(List<Claim> claims) {
    return kinds(3, claims);
  }

  private List<Kind> kinds(int perUser, List<Claim> claims) {
    return inventory.reserve(sale, perUser, claims).each().stream().map(Answer::kind).toList();
  }

  private Claim claim(String requestId, String user, int quantity) {
    return claim(requestId, user, quantity, Mode.RESERVE);
  }

  private Claim claim(String requestId, String user, int quantity, Mode mode) {
    return new Claim(ofGateway(1, requestId, user, quantity), mode);
  }

  private Request ofGateway(long incarnation, String requestId, String user, int quantity) {
    return new Request(requestId, sale, user, quantity, deadline, "h:1", incarnation);
  }
}
