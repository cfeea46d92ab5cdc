package io.seckill.gateway.purchase.waiting;

import io.seckill.crash.CrashPoint;
import io.seckill.gateway.reply.Outcome;
import io.seckill.gateway.reply.Question;
import io.seckill.gateway.reply.Result;
import io.seckill.gateway.reply.Standing;
import io.seckill.gateway.reply.Verdict;
import io.seckill.tracing.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** All requests that this gateway waits for or remembers, by the 128 bits of their id. */
public final class Register {

  private final ConcurrentHashMap<RequestKey, Entry> entries = new ConcurrentHashMap<>();
  private final AtomicInteger pending = new AtomicInteger();
  private final AtomicInteger size = new AtomicInteger();
  private final WaitingSettings settings;

  public Register(WaitingSettings settings) {
    this.settings = settings;
  }

  /** The request with this key, whatever its sale. */
  public @Nullable Entry find(RequestKey key) {
    return entries.get(key);
  }

  /** The request with this id. */
  public @Nullable Entry find(RequestId id) {
    Entry entry = entries.get(id.key());
    return entry != null && entry.saleId().equals(id.saleId()) ? entry : null;
  }

  /** Why there is no room for one more; null where there is. */
  public @Nullable String full() {
    if (pending.get() >= settings.pendingMax()) {
      return "requests waiting: " + pending + " (expected: below " + settings.pendingMax() + ")";
    }
    if (size.get() >= settings.rememberedMax()) {
      return "requests remembered: " + size + " (expected: below " + settings.rememberedMax() + ")";
    }
    return null;
  }

  /** Enters a request; null, or the one that has its key already. */
  public @Nullable Entry add(Entry entry) {
    Entry earlier = entries.putIfAbsent(entry.key(), entry);
    if (earlier == null) {
      pending.incrementAndGet();
      size.incrementAndGet();
    }
    return earlier;
  }

  /**
   * How requests stand. Those that are undecided are the asker's from now on: nobody who came
   * before may refuse them any more.
   */
  public List<Standing> ask(List<Question> questions, long asker) {
    List<Standing> standings = new ArrayList<>(questions.size());
    for (Question question : questions) {
      RequestId id = RequestId.parse(question.requestId());
      Entry entry = id == null ? null : find(id);
      if (entry == null || !entry.isTry(question.deadlineMillis())) {
        standings.add(Standing.NOT_HERE);
      } else {
        standings.add(entry.asked(asker) ? Standing.UNDECIDED : Standing.DECIDED);
      }
    }
    return standings;
  }

  /**
   * Decides the requests of a batch, each once, and tells who waits.
   *
   * @param asker who tells: one who asked before, or 0
   */
  public List<Verdict> decide(List<Result> results, long asker) {
    Calls calls = new Calls();
    List<Verdict> verdicts = new ArrayList<>(results.size());
    for (Result result : results) {
      verdicts.add(decide(result, asker, calls));
    }
    CrashPoint.AFTER_DECISION.reached();
    calls.send();
    return verdicts;
  }

  private Verdict decide(Result result, long asker, Calls calls) {
    RequestId id = RequestId.parse(result.requestId());
    Entry entry = id == null ? null : find(id);
    if (entry == null || !entry.isTry(result.deadlineMillis())) {
      return Verdict.NOT_HERE;
    }
    State.Decided decided = State.Decided.by(result);
    Trail trail = entry.trail();
    if (trail != null) {
      // The call brings many results, so it is in the trace of their batch.
      trail.linkToCurrent();
    }
    // Nobody asks between the look and the decision; a success is true whoever tells it.
    synchronized (entry) {
      if (result.outcome() != Outcome.SUCCESS && !entry.takesRefusalsOf(asker)) {
        return Verdict.NOT_HERE;
      }
      if (settle(entry, State.Open.PENDING, decided, calls)) {
        return Verdict.ACCEPTED;
      }
    }
    return entry.state() instanceof State.Decided earlier && earlier.outcome() == result.outcome()
        ? Verdict.ACCEPTED
        : Verdict.DECIDED_OTHERWISE;
  }

  /** The request never left: it is as if it had not been asked. */
  public void unsent(Entry entry) {
    settle(entry, State.Open.PENDING, State.Open.UNSENT);
    forget(entry);
  }

  /** The cancellation is durable. */
  void timedOut(Entry entry) {
    settle(entry, State.Open.CANCELLING, State.Open.TIMEOUT);
  }

  /** Drops an undecided request: from now on it is "not here". */
  void drop(Entry entry) {
    settle(entry, State.Open.PENDING, State.Open.DROPPED);
    settle(entry, State.Open.CANCELLING, State.Open.DROPPED);
    if (entry.state() == State.Open.DROPPED) {
      forget(entry);
    }
  }

  boolean forget(Entry entry) {
    boolean was = entries.remove(entry.key(), entry);
    if (was) {
      size.decrementAndGet();
    }
    return was;
  }

  /** Requests that wait for a decision now. */
  public int pending() {
    return pending.get();
  }

  /** Requests known, waiting or decided. */
  public int size() {
    return size.get();
  }

  private void settle(Entry entry, State from, State last) {
    Calls calls = new Calls();
    settle(entry, from, last, calls);
    calls.send();
  }

  private boolean settle(Entry entry, State from, State last, Calls calls) {
    if (!entry.settle(from, last)) {
      return false;
    }
    pending.decrementAndGet();
    calls.settled(entry, entry.closed());
    return true;
  }
}
