package io.seckill.seckill.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UnfollowedTests {

  private final Map<Integer, Long> ends = new HashMap<>(Map.of(0, 5L, 1, 0L));
  private final Map<Integer, Long> followed = new HashMap<>();
  private final LedgerReader ledger = mock(LedgerReader.class);
  private final Unfollowed unfollowed =
      new Unfollowed(
          new LedgerOffsets() {
            @Override
            public Map<Integer, Long> ends() {
              return ends;
            }

            @Override
            public Map<Integer, Long> followed() {
              return followed;
            }
          },
          ledger);

  @Test
  void nothingIsReadWhereAllWasFollowed() {
    followed.put(0, 5L);
    assertThat(unfollowed.spares("r")).isTrue();
    verifyNoInteractions(ledger);
  }

  @Test
  void aCancellationThatWasNotFollowedYetCounts() {
    followed.put(0, 3L);
    when(ledger.cancelled(any(), eq(Map.of(0, 3L)), eq(Map.of(0, 5L)))).thenReturn(Set.of("r"));
    assertThat(unfollowed.spares("r")).isFalse();
    assertThat(unfollowed.spares("other")).isTrue();
  }

  @Test
  void whereNothingWasFollowedAllIsRead() {
    assertThat(unfollowed.spares("r")).isTrue();
    verify(ledger).cancelled(Set.of("r"), Map.of(0, 0L), Map.of(0, 5L));
  }

  @Test
  void nobodyKnowsWhereTooMuchWasNotFollowed() {
    ends.put(1, 5_000L);
    when(ledger.cancelled(any(), any(), any())).thenReturn(Set.of());
    assertThat(unfollowed.spares("r")).isFalse();
  }

  @Test
  void allWhoAskDuringALookAreAnsweredByTheNextOne() throws Exception {
    CountDownLatch looking = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    List<Set<String>> looks = new CopyOnWriteArrayList<>();
    when(ledger.cancelled(any(), any(), any()))
        .thenAnswer(
            call -> {
              looks.add(Set.copyOf(call.<Set<String>>getArgument(0)));
              looking.countDown();
              assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
              return Set.of("r7");
            });
    ExecutorService askers = Executors.newFixedThreadPool(21);
    try {
      Future<Boolean> first = askers.submit(() -> unfollowed.spares("first"));
      assertThat(looking.await(30, TimeUnit.SECONDS)).isTrue();
      Map<String, Future<Boolean>> others = new HashMap<>();
      for (int i = 0; i < 20; i++) {
        String id = "r" + i;
        others.put(id, askers.submit(() -> unfollowed.spares(id)));
      }
      await().until(() -> unfollowed.asking() == 20);
      goOn.countDown();

      assertThat(first.get(30, TimeUnit.SECONDS)).isTrue();
      for (Map.Entry<String, Future<Boolean>> other : others.entrySet()) {
        assertThat(other.getValue().get(30, TimeUnit.SECONDS))
            .isEqualTo(!other.getKey().equals("r7"));
      }
      assertThat(looks).containsExactly(Set.of("first"), others.keySet());
    } finally {
      askers.shutdownNow();
    }
  }
}
