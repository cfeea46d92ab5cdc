package io.seckill.stack.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits until nothing is left to do: the guarantees are about what stands then. */
final class Settling {

  private static final long POLL_MILLIS = 500;

  private final Backlog backlog;
  private final DatabaseFacts database;

  private @Nullable Reading last;

  Settling(Backlog backlog, DatabaseFacts database) {
    this.backlog = backlog;
    this.database = database;
  }

  /** One look at everything that moves while the system works. */
  record Reading(Backlog.Reading backlog, DatabaseFacts.Work work) {

    List<String> leftToDo() {
      List<String> left = new ArrayList<>();
      backlog.lags().entrySet().stream()
          .filter(lag -> lag.getValue() > 0)
          .map(lag -> "%s is %,d records behind".formatted(lag.getKey(), lag.getValue()))
          .forEach(left::add);
      if (work.outbox() > 0) {
        left.add("%,d events wait in the outbox".formatted(work.outbox()));
      }
      if (work.unpaid() > 0) {
        left.add("%,d unpaid orders are about to be cancelled".formatted(work.unpaid()));
      }
      if (work.unsent() > 0) {
        left.add("%,d notifications wait to be sent".formatted(work.unsent()));
      }
      return left;
    }

    /** What is left to do, or else what has moved since an earlier look; empty where nothing. */
    String leftOrMovedSince(Reading before) {
      List<String> left = leftToDo();
      if (left.isEmpty() && !equals(before)) {
        left.add(
            "a moment ago something still moved (records: %,d, then %,d; orders: %s, then %s)"
                .formatted(
                    before.backlog().records(),
                    backlog.records(),
                    before.work().orders(),
                    work.orders()));
      }
      return String.join("; ", left);
    }
  }

  /**
   * Returns when two looks in a row saw the same and nothing left to do, or when the time is over;
   * it always looks twice.
   *
   * @param giveUpAt by {@link System#nanoTime()}
   * @return what was left to do; empty where the system has settled
   */
  String awaitUntil(long giveUpAt) throws InterruptedException {
    Reading before = look();
    while (true) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      Reading now = look();
      String left = now.leftOrMovedSince(before);
      if (left.isEmpty() || System.nanoTime() - giveUpAt >= 0) {
        return left;
      }
      before = now;
    }
  }

  /** What has moved since the last look, or is to be done again; empty where nothing. */
  String movedSince() throws InterruptedException {
    Reading before = last;
    Reading now = look();
    return before == null ? "" : now.leftOrMovedSince(before);
  }

  private Reading look() throws InterruptedException {
    Reading now = new Reading(backlog.read(), database.work());
    last = now;
    return now;
  }
}
