package io.seckill.gateway.purchase.waiting;

import io.seckill.tracing.RequestLine;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches all deadlines in one sweep, every 10 ms: a timer for each request would cost more than
 * deciding it does.
 *
 * <p>At its deadline a request is cancelled: the cancellation goes to the ledger, and only when
 * that is durable is the shopper told. Where that takes longer than the setting allows, the shopper
 * hears that nobody knows, and the cancellation is sent again until it is durable, but never begun
 * again later than {@link #CANCEL_MILLIS_MAX} after the deadline: from 30 s after it on other
 * gateways may answer for this request out of the ledger, and what they said must stay true. A
 * process that slept longer than that drops the request instead: it is not this gateway's to decide
 * any more. So does one that learns that another try of the request holds units.
 */
public final class Deadlines {

  /** Time after the deadline within which a cancellation may be begun, milliseconds. */
  public static final long CANCEL_MILLIS_MAX = 20_000;

  /** How often the sweep runs, milliseconds. */
  public static final int TICK_MILLIS = 10;

  /** Time past its deadline before which no request is forgotten, whatever the pressure. */
  private static final long KEPT_MILLIS_MIN = 90_000;

  private static final Logger log = LoggerFactory.getLogger(Deadlines.class);

  private static final long CANCEL_AGAIN_MILLIS = 1_000;
  private static final int DEADLINE_BUCKETS = 2_048;
  private static final int MEMORY_TICK_MILLIS = 1_000;
  private static final int MEMORY_BUCKETS = 1_024;

  private final AtomicReference<@Nullable Timed> arrivals = new AtomicReference<>();
  private final Register register;
  private final CancelLedger ledger;
  private final WaitingSettings settings;
  private final Clock clock;
  private final Wheel deadlines;
  private final Wheel memory;

  public Deadlines(Register register, CancelLedger ledger, WaitingSettings settings, Clock clock) {
    this.register = register;
    this.ledger = ledger;
    this.settings = settings;
    this.clock = clock;
    this.deadlines = new Wheel(TICK_MILLIS, DEADLINE_BUCKETS, clock.millis());
    this.memory = new Wheel(MEMORY_TICK_MILLIS, MEMORY_BUCKETS, clock.millis());
  }

  /** Watches over a request. Any thread. */
  public void watch(Entry entry) {
    arrive(entry);
  }

  /** Lets a waiter know when a time has come, epoch milliseconds. Any thread. */
  public void wake(Waiter waiter, long atMillis) {
    waiter.dueMillis = atMillis;
    arrive(waiter);
  }

  /** Does all that is due. One thread, every {@link #TICK_MILLIS}. */
  public void sweep() {
    Timed arrived = arrivals.getAndSet(null);
    while (arrived != null) {
      Timed next = arrived.next;
      deadlines.add(arrived);
      arrived = next;
    }
    long now = clock.millis();
    deadlines.advance(now, timed -> due(timed, now));
    memory.advance(now, timed -> register.forget((Entry) timed));
    makeRoom(now);
  }

  private void due(Timed timed, long now) {
    try {
      timed.due(this, now);
    } catch (RuntimeException e) {
      Entry entry = timed instanceof Entry watched ? watched : null;
      RequestLine.write(
          entry == null ? null : entry.requestId(),
          entry == null ? null : entry.traceId(),
          () -> log.error("One deadline could not be kept; the others are", e));
    }
  }

  void due(Entry entry, long now) {
    State state = entry.state();
    if (state.last()) {
      remember(entry, now);
    } else if (now > entry.deadlineMillis() + CANCEL_MILLIS_MAX) {
      register.drop(entry);
    } else if (state == State.Open.PENDING) {
      begin(entry, now);
    } else {
      goOn(entry, now);
    }
  }

  private void begin(Entry entry, long now) {
    if (!entry.move(State.Open.PENDING, State.Open.CANCELLING)) {
      remember(entry, now);
      return;
    }
    cancel(entry);
    again(entry, now + settings.cancelAckMillis());
  }

  private void goOn(Entry entry, long now) {
    if (!entry.toldUnknown()) {
      entry.tellUnknown();
    }
    if (!entry.cancelSent) {
      cancel(entry);
    }
    again(entry, now + CANCEL_AGAIN_MILLIS);
  }

  private void cancel(Entry entry) {
    // Asked anew, since the process may have been stopped since the sweep began.
    if (!mayCancel(entry, clock)) {
      return;
    }
    entry.cancelSent = true;
    ledger.cancel(
        entry,
        () -> register.timedOut(entry),
        () -> entry.cancelSent = false,
        () -> register.drop(entry));
  }

  /** Whether its cancellation may still be begun. */
  public static boolean mayCancel(Entry entry, Clock clock) {
    return clock.millis() <= entry.deadlineMillis() + CANCEL_MILLIS_MAX;
  }

  private void remember(Entry entry, long now) {
    if (!entry.state().remembered()) {
      return;
    }
    entry.dueMillis = Math.max(entry.deadlineMillis(), now) + settings.rememberSeconds() * 1_000L;
    memory.add(entry);
  }

  private void again(Entry entry, long atMillis) {
    entry.dueMillis = atMillis;
    deadlines.add(entry);
  }

  private void makeRoom(long now) {
    int wanted = register.size() - settings.rememberedMax() / 20 * 19;
    if (wanted > 0) {
      memory.evict(wanted, timed -> forgetEarly((Entry) timed, now));
    }
  }

  private boolean forgetEarly(Entry entry, long now) {
    return now > entry.deadlineMillis() + KEPT_MILLIS_MIN && register.forget(entry);
  }

  private void arrive(Timed timed) {
    Timed first;
    do {
      first = arrivals.get();
      timed.next = first;
    } while (!arrivals.compareAndSet(first, timed));
  }
}
