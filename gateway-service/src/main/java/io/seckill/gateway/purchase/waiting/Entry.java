package io.seckill.gateway.purchase.waiting;

import io.seckill.tracing.Trail;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One request in the register. About 166 bytes with its place in the map, so that millions can be
 * remembered.
 */
public final class Entry extends Timed {

  /** Waiters on one request; a client that repeats faster than it is answered gains nothing. */
  private static final int WAITERS_MAX = 16;

  private static final AtomicReferenceFieldUpdater<Entry, State> STATE =
      AtomicReferenceFieldUpdater.newUpdater(Entry.class, State.class, "state");
  private static final AtomicReferenceFieldUpdater<Entry, Waiter> WAITERS =
      AtomicReferenceFieldUpdater.newUpdater(Entry.class, Waiter.class, "waiters");

  private final RequestKey key;
  private final String saleId;
  private final int quantity;
  private final long deadlineMillis;
  private final int budgetMillis;
  private final boolean repeatable;

  /** Needed until it is decided: a cancellation names the user. */
  private volatile @Nullable String userId;

  /** Null where it is not sampled; needed until it is decided. */
  private volatile @Nullable Trail trail;

  /** Of the trail, which is not remembered as long. */
  private final @Nullable String traceId;

  private volatile State state = State.Open.PENDING;
  private volatile @Nullable Waiter waiters;
  private volatile boolean queued;
  private volatile boolean toldUnknown;

  /** Who alone may refuse it; 0 while nobody has asked. */
  private long asker;

  /** Milliseconds from admission to the first answer, at least 1; 0: nobody was answered yet. */
  private volatile int answeredAfter;

  /** Whether a cancellation is on its way to the ledger. */
  volatile boolean cancelSent;

  /**
   * @param userId the shopper
   * @param deadlineMillis epoch milliseconds at which waiting ends
   * @param budgetMillis what the deadline was when it was admitted, milliseconds
   * @param repeatable whether the shopper may ask for the same at another gateway
   * @param trail null where it is not sampled
   */
  public Entry(
      RequestId id,
      String userId,
      int quantity,
      long deadlineMillis,
      int budgetMillis,
      boolean repeatable,
      @Nullable Trail trail) {
    this.key = id.key();
    this.saleId = id.saleId();
    this.userId = userId;
    this.quantity = quantity;
    this.deadlineMillis = deadlineMillis;
    this.budgetMillis = budgetMillis;
    this.repeatable = repeatable;
    this.trail = trail;
    this.traceId = trail == null ? null : trail.traceId();
    this.dueMillis = deadlineMillis;
  }

  /** Its id. */
  public RequestId id() {
    return new RequestId(saleId, key);
  }

  /** The text of its id, made anew at each call. */
  public String requestId() {
    return RequestId.text(saleId, key);
  }

  RequestKey key() {
    return key;
  }

  public String saleId() {
    return saleId;
  }

  /** Null once it is decided. */
  public @Nullable String userId() {
    return userId;
  }

  /** Null once it is decided, and for a request that is not sampled. */
  public @Nullable Trail trail() {
    return trail;
  }

  /** By which its way is found where traces are kept; null for a request that is not sampled. */
  public @Nullable String traceId() {
    return traceId;
  }

  public int quantity() {
    return quantity;
  }

  /** Epoch milliseconds. */
  public long deadlineMillis() {
    return deadlineMillis;
  }

  /** Milliseconds from admission to deadline. */
  public int budgetMillis() {
    return budgetMillis;
  }

  /** Whether another gateway may have a try of it too. */
  public boolean repeatable() {
    return repeatable;
  }

  /** Whether this is meant by who names a try by its deadline; 0 where he does not. */
  boolean isTry(long deadline) {
    return deadline == 0 || deadline == deadlineMillis;
  }

  /** When it was admitted, epoch milliseconds. */
  public long askedMillis() {
    return deadlineMillis - budgetMillis;
  }

  /** When its first shopper was answered, epoch milliseconds; 0: not yet. */
  public long answeredMillis() {
    int after = answeredAfter;
    return after == 0 ? 0 : askedMillis() + after;
  }

  /** Notes that a shopper was told its last state; the first time counts. */
  public void answered(long nowMillis) {
    if (answeredAfter == 0) {
      answeredAfter = (int) Math.max(1, Math.min(Integer.MAX_VALUE, nowMillis - askedMillis()));
    }
  }

  public State state() {
    return state;
  }

  /** Whether the broker is known to have the request. */
  public boolean queued() {
    return queued;
  }

  /** Whether it wants the same as a repeat of it does. */
  public boolean wants(String sale, int units) {
    return saleId.equals(sale) && quantity == units;
  }

  /** Whether shoppers were told that nobody knows. */
  public boolean toldUnknown() {
    return toldUnknown;
  }

  /** Joins those who wait; false where it reached its last state, or too many wait already. */
  public boolean attach(Waiter waiter) {
    while (true) {
      Waiter first = waiters;
      if (first == Waiter.CLOSED || (first != null && first.place >= WAITERS_MAX)) {
        return false;
      }
      waiter.following = first;
      waiter.place = first == null ? 1 : first.place + 1;
      if (WAITERS.compareAndSet(this, first, waiter)) {
        return true;
      }
    }
  }

  /** Somebody asks to decide it; false where it is decided. */
  synchronized boolean asked(long by) {
    asker = by;
    return state == State.Open.PENDING;
  }

  /** Whether a refusal counts that he tells; asked while nobody else can ask. */
  boolean takesRefusalsOf(long teller) {
    return asker == 0 || asker == teller;
  }

  boolean move(State from, State to) {
    return STATE.compareAndSet(this, from, to);
  }

  /** To its last state; false where another was quicker. Tells nobody yet. */
  boolean settle(State from, State last) {
    if (!move(from, last)) {
      return false;
    }
    userId = null;
    trail = null;
    return true;
  }

  /** Those who wait, and nobody after them. */
  @Nullable Waiter closed() {
    return WAITERS.getAndSet(this, Waiter.CLOSED);
  }

  /** Notes that the broker has it, and tells those who wait for just that. */
  public void reachedBroker() {
    queued = true;
    each(waiters, Waiter::queued);
  }

  /** Tells those who wait that nobody knows; the entry itself goes on. */
  void tellUnknown() {
    toldUnknown = true;
    Waiter first = waiters;
    while (first != Waiter.CLOSED && !WAITERS.compareAndSet(this, first, null)) {
      first = waiters;
    }
    each(first, Waiter::unknown);
  }

  private void each(@Nullable Waiter first, BiConsumer<Waiter, Entry> call) {
    for (Waiter waiter = first; waiter != null; waiter = waiter.following) {
      if (waiter != Waiter.CLOSED) {
        Waiter told = waiter;
        told.tell(() -> call.accept(told, this));
      }
    }
  }

  @Override
  void due(Deadlines deadlines, long nowMillis) {
    deadlines.due(this, nowMillis);
  }
}
