package io.seckill.seckill.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rebuilds of one sale that the ledger knows. A reservation that a rebuild has not counted came
 * too late for it: its fence had fallen, so nobody was told of it, and its units may be somebody
 * else's since. No later rebuild counts it either.
 */
final class Rebuilds {

  private final Map<Long, Known> byFence = new HashMap<>();

  private record Known(int partition, long offset, List<Long> ends) {

    /** Whether this rebuild has read what stands there. */
    private boolean hasRead(int there, long at) {
      return there < ends.size() && at < ends.get(there);
    }
  }

  /** In the order of its partition: of repeats the first one counts. */
  void add(Entry.Rebuilt rebuilt, int partition, long offset) {
    byFence.putIfAbsent(rebuilt.fence(), new Known(partition, offset, rebuilt.ends()));
  }

  /**
   * Whether the reservation that stands there counts. One of a fence that the ledger does not know
   * was written during an update of the services, and counts.
   */
  boolean count(Entry.Reservation reservation, int partition, long offset) {
    Known own = byFence.get(reservation.fence());
    if (own == null) {
      return true;
    }
    for (Known other : byFence.values()) {
      // One that has read of the fence came after it: no fence is up while another one rebuilds.
      if (other.hasRead(own.partition(), own.offset()) && !other.hasRead(partition, offset)) {
        return false;
      }
    }
    return true;
  }
}
