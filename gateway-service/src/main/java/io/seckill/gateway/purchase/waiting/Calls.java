package io.seckill.gateway.purchase.waiting;

import io.seckill.tracing.RequestLine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells many waiters at once: one task for each event loop, not one for each shopper. A loop that
 * is woken four hundred times for one batch of results spends its time on waking up. One thread.
 */
final class Calls {

  private static final Logger log = LoggerFactory.getLogger(Calls.class);

  private final List<Group> groups = new ArrayList<>(4);

  /** All who waited for an entry that reached its last state. */
  void settled(Entry entry, @Nullable Waiter first) {
    for (Waiter waiter = first; waiter != null; waiter = waiter.following) {
      if (waiter != Waiter.CLOSED) {
        group(waiter.executor()).add(waiter, entry);
      }
    }
  }

  /** Sends the tasks off. */
  void send() {
    for (Group group : groups) {
      try {
        group.executor.execute(group);
      } catch (RejectedExecutionException e) {
        log.debug("An event loop ended with shoppers still waiting; their connections are gone", e);
      }
    }
    groups.clear();
  }

  private Group group(Executor executor) {
    for (Group group : groups) {
      if (group.executor == executor) {
        return group;
      }
    }
    Group group = new Group(executor);
    groups.add(group);
    return group;
  }

  private static final class Group implements Runnable {

    private final Executor executor;
    private final List<Waiter> waiters = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();

    private Group(Executor executor) {
      this.executor = executor;
    }

    private void add(Waiter waiter, Entry entry) {
      waiters.add(waiter);
      entries.add(entry);
    }

    @Override
    public void run() {
      for (int i = 0; i < waiters.size(); i++) {
        Entry entry = entries.get(i);
        try {
          waiters.get(i).settled(entry);
        } catch (RuntimeException e) {
          RequestLine.write(
              entry.requestId(),
              entry.traceId(),
              () -> log.warn("A shopper could not be answered; the others of the batch are", e));
        }
      }
    }
  }
}
