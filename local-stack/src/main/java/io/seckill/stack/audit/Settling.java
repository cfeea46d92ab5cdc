package io.seckill.stack.audit;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits until nothing is left to do: the guarantees are about what stands then. */
final class Settling {

  private static final long POLL_MILLIS = 500;

  private final Backlog backlog;
  private final DatabaseFacts database;

  Settling(Backlog backlog, DatabaseFacts database) {
    this.backlog = backlog;
    this.database = database;
  }

  /** One look at everything that moves while the system works. */
  private record Reading(Backlog.Reading backlog, DatabaseFacts.Work work) {

    List<String> leftToDo() {
      List<String> left = new ArrayList<>();
      String lags =
          backlog.lags().entrySet().stream()
              .filter(lag -> lag.getValue() > 0)
              .map(lag -> "%s is %,d records behind".formatted(lag.getKey(), lag.getValue()))
              .collect(joining(", "));
      if (!lags.isEmpty()) {
        left.add(lags);
      }
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
  }

  /**
   * Returns when two looks in a row saw the same and nothing left to do, or when the time is over.
   *
   * @return what was left to do; empty where the system has settled
   */
  String await(Duration within) throws InterruptedException {
    long giveUpAt = System.nanoTime() + within.toNanos();
    @Nullable Reading before = null;
    while (true) {
      Reading now = new Reading(backlog.read(), database.work());
      List<String> left = now.leftToDo();
      if (left.isEmpty() && now.equals(before)) {
        return "";
      }
      if (System.nanoTime() - giveUpAt >= 0) {
        return left.isEmpty() ? "orders or topics still changed" : String.join("; ", left);
      }
      before = now;
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }
}
