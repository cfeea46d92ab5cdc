package io.seckill.seckill.ledger;

import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What the ledger holds and the inventory does not count yet. */
@Component
public class Unfollowed {

  /** More is not read for one question. */
  private static final long RECORDS_MAX = 5_000;

  private final LedgerOffsets offsets;
  private final LedgerReader ledger;

  Unfollowed(LedgerOffsets offsets, LedgerReader ledger) {
    this.offsets = offsets;
    this.ledger = ledger;
  }

  /**
   * Whether all that is in the ledger now leaves the request its units, as far as it was not
   * followed when this was called; false as well where that is too much to be read.
   *
   * @throws LedgerUnavailableException where the brokers do not say
   */
  public boolean spares(String requestId) {
    Map<Integer, Long> followed = offsets.followed();
    Map<Integer, Long> ends = new HashMap<>(offsets.ends());
    ends.entrySet().removeIf(end -> end.getValue() <= followed.getOrDefault(end.getKey(), 0L));
    Map<Integer, Long> starts = new HashMap<>();
    long records = 0;
    for (Map.Entry<Integer, Long> end : ends.entrySet()) {
      long start = followed.getOrDefault(end.getKey(), 0L);
      starts.put(end.getKey(), start);
      records += end.getValue() - start;
    }
    return records <= RECORDS_MAX && (records == 0 || !ledger.cancels(requestId, starts, ends));
  }
}
