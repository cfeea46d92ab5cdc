package io.seckill.seckill.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What the ledger says of one sale: a cancellation outweighs every reservation of its request. */
public final class SaleLedger {

  private final Map<String, Entry.Reservation> standing = new LinkedHashMap<>();
  private final Map<String, Entry.Reservation> unpaid = new LinkedHashMap<>();
  private final Map<String, Long> cancelledAtMillis = new HashMap<>();
  private final Map<String, Close> closes = new HashMap<>();
  private final Set<String> shared = new HashSet<>();
  private final Set<String> reservedOnce = new HashSet<>();

  /**
   * That a request was about to be cancelled.
   *
   * @param writtenMillis when that was written last, epoch milliseconds
   * @param tries in whose name
   */
  public record Close(long writtenMillis, Set<Long> tries) {

    private static Close of(Entry.Close entry) {
      return new Close(entry.writtenMillis(), Set.of(entry.tryId()));
    }

    private Close and(Close other) {
      Set<Long> all = new HashSet<>(tries);
      all.addAll(other.tries);
      return new Close(Math.max(writtenMillis, other.writtenMillis), all);
    }
  }

  void add(Entry entry) {
    if (entry instanceof Entry.Reservation reservation) {
      reservedOnce.add(entry.requestId());
      if (!cancelledAtMillis.containsKey(entry.requestId())) {
        standing.merge(entry.requestId(), reservation, this::both);
      }
    } else if (entry instanceof Entry.Cancellation cancellation) {
      cancelledAtMillis.putIfAbsent(entry.requestId(), cancellation.writtenMillis());
      Entry.Reservation held = standing.remove(entry.requestId());
      if (!cancellation.isUnpaid()) {
        unpaid.remove(entry.requestId());
      } else if (held != null) {
        unpaid.put(entry.requestId(), held);
      }
    } else if (entry instanceof Entry.Close close) {
      closes.merge(entry.requestId(), Close.of(close), Close::and);
    }
  }

  private Entry.Reservation both(Entry.Reservation one, Entry.Reservation other) {
    if (one.tryId() != other.tryId()) {
      shared.add(one.requestId());
    }
    return one.deadlineMillis() < other.deadlineMillis() ? other : one;
  }

  /** Whether several tries of the request have reserved. */
  public boolean isShared(String requestId) {
    return shared.contains(requestId);
  }

  /** Requests that were about to be cancelled, whether they were or not, by request id. */
  public Map<String, Close> closes() {
    return closes;
  }

  /** Reservations that stand, by request id. */
  public Map<String, Entry.Reservation> standing() {
    return standing;
  }

  /** Reservations that stood until nobody paid, by request id. */
  public Map<String, Entry.Reservation> unpaid() {
    return unpaid;
  }

  /** Cancelled requests and when it was written, epoch milliseconds. */
  public Map<String, Long> cancelledAtMillis() {
    return cancelledAtMillis;
  }

  /** Whether units were ever locked for the request. */
  public boolean wasReserved(String requestId) {
    return reservedOnce.contains(requestId);
  }
}
