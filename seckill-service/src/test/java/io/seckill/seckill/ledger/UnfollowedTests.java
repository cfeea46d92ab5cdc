package io.seckill.seckill.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.util.HashMap;
import java.util.Map;
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
    when(ledger.cancels("r", Map.of(0, 3L), Map.of(0, 5L))).thenReturn(true);
    assertThat(unfollowed.spares("r")).isFalse();
    assertThat(unfollowed.spares("other")).isTrue();
  }

  @Test
  void whereNothingWasFollowedAllIsRead() {
    assertThat(unfollowed.spares("r")).isTrue();
    verify(ledger).cancels("r", Map.of(0, 0L), Map.of(0, 5L));
  }

  @Test
  void nobodyKnowsWhereTooMuchWasNotFollowed() {
    ends.put(1, 5_000L);
    when(ledger.cancels(any(), any(), any())).thenReturn(false);
    assertThat(unfollowed.spares("r")).isFalse();
  }
}
