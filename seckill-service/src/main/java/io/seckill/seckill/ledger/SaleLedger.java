package io.seckill.seckill.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What the ledger says of one sale: a cancellation outweighs every reservation of its request. */
public final class SaleLedger {

  private final Map<String, Placed> reserved = new LinkedHashMap<>();
  private final Map<String, Placed> lapsed = new LinkedHashMap<>();
  private final Map<String, Long> cancelledAtMillis = new HashMap<>();
  private final Map<String, Close> closes = new HashMap<>();
  private final Set<String> reservedOnce = new HashSet<>();
  private final Rebuilds rebuilds = new Rebuilds();
  private List<Long> ends = List.of();

  private boolean counted;
  private final Map<String, Entry.Reservation> standing = new LinkedHashMap<>();
  private final Map<String, Entry.Reservation> unpaid = new LinkedHashMap<>();
  private final Set<String> shared = new HashSet<>();
  private final Set<String> uncounted = new HashSet<>();

  /** A reservation, where it stands, and the one of the same request before it. */
  private record Placed(
      Entry.Reservation entry, int partition, long offset, @Nullable Placed before) {}

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

  /** Where the ledger ended when it began to be read. */
  void endsAt(Map<TopicPartition, Long> offsets) {
    Long[] byPartition = new Long[offsets.size()];
    offsets.forEach((partition, end) -> byPartition[partition.partition()] = end);
    ends = List.of(byPartition);
  }

  /** Entries of one partition in their order. */
  void add(Entry entry, int partition, long offset) {
    counted = false;
    String id = entry.requestId();
    if (entry instanceof Entry.Reservation reservation) {
      reservedOnce.add(id);
      if (!cancelledAtMillis.containsKey(id)) {
        reserved.put(id, new Placed(reservation, partition, offset, reserved.get(id)));
      }
    } else if (entry instanceof Entry.Cancellation cancellation) {
      cancelledAtMillis.putIfAbsent(id, cancellation.writtenMillis());
      Placed held = reserved.remove(id);
      if (!cancellation.isUnpaid()) {
        lapsed.remove(id);
      } else if (held != null) {
        lapsed.put(id, held);
      }
    } else if (entry instanceof Entry.Close close) {
      closes.merge(id, Close.of(close), Close::and);
    } else if (entry instanceof Entry.Rebuilt rebuilt) {
      rebuilds.add(rebuilt, partition, offset);
    }
  }

  /** Only now, since a rebuild may be read after what it has not counted. */
  private void count() {
    if (counted) {
      return;
    }
    List.of(standing, unpaid).forEach(Map::clear);
    List.of(shared, uncounted).forEach(Set::clear);
    reserved.forEach((id, last) -> count(id, last, standing, uncounted));
    lapsed.forEach((id, last) -> count(id, last, unpaid, new HashSet<>()));
    counted = true;
  }

  private void count(
      String id, Placed last, Map<String, Entry.Reservation> into, Set<String> orInto) {
    for (Placed each = last; each != null; each = each.before()) {
      if (rebuilds.count(each.entry(), each.partition(), each.offset())) {
        into.merge(id, each.entry(), this::both);
      }
    }
    if (!into.containsKey(id)) {
      orInto.add(id);
    }
  }

  private Entry.Reservation both(Entry.Reservation one, Entry.Reservation other) {
    if (one.tryId() != other.tryId()) {
      shared.add(one.requestId());
    }
    return one.deadlineMillis() < other.deadlineMillis() ? other : one;
  }

  /** Where the ledger ended, by partition. */
  public List<Long> ends() {
    return ends;
  }

  /**
   * Requests that are reserved and not cancelled, but under a fence that fell before it was
   * counted: they hold nothing, and whoever follows the ledger cancels them.
   */
  public Set<String> uncounted() {
    count();
    return uncounted;
  }

  /** Whether several tries of the request have reserved. */
  public boolean isShared(String requestId) {
    count();
    return shared.contains(requestId);
  }

  /** Requests that were about to be cancelled, whether they were or not, by request id. */
  public Map<String, Close> closes() {
    return closes;
  }

  /** Reservations that stand, by request id. */
  public Map<String, Entry.Reservation> standing() {
    count();
    return standing;
  }

  /** Reservations that stood until nobody paid, by request id. */
  public Map<String, Entry.Reservation> unpaid() {
    count();
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
