package io.seckill.seckill.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the ledger holds and the inventory does not count yet. All who ask while it is looked
 * through are answered by the next look: however many ask, there is one look at a time, and one
 * consumer.
 */
@Component
public class Unfollowed {

  /** More is not read for one look. */
  private static final long RECORDS_MAX = 5_000;

  /** More than are answered at a time (SaleEndpoint). */
  private static final int ASKING_MAX = 256;

  /** Longer than a gateway waits for an answer: whoever asked has gone by then. */
  private static final Duration TURN_MAX = Duration.ofSeconds(2);

  private final LedgerOffsets offsets;
  private final LedgerReader ledger;
  private final BlockingQueue<Question> asking = new ArrayBlockingQueue<>(ASKING_MAX);
  private final ReentrantLock turn = new ReentrantLock();

  Unfollowed(LedgerOffsets offsets, LedgerReader ledger) {
    this.offsets = offsets;
    this.ledger = ledger;
  }

  /** Written under the lock, read after it was had. */
  private static final class Question {
    private final String requestId;
    private @Nullable Boolean spares;
    private @Nullable RuntimeException failure;

    private Question(String requestId) {
      this.requestId = requestId;
    }

    private boolean isAnswered() {
      return spares != null || failure != null;
    }

    private boolean answer() {
      if (spares == null) {
        throw failure == null ? new LedgerUnavailableException(0) : failure;
      }
      return spares;
    }
  }

  /**
   * Whether all that is in the ledger now leaves the request its units, as far as it was not
   * followed when this was called; false as well where that is too much to be read.
   *
   * @throws LedgerUnavailableException where the brokers do not say
   */
  public boolean spares(String requestId) {
    Question question = new Question(requestId);
    if (!asking.offer(question)) {
      throw new LedgerUnavailableException(0);
    }
    boolean mine = false;
    try {
      mine = turn.tryLock(TURN_MAX.toMillis(), TimeUnit.MILLISECONDS);
      if (mine && !question.isAnswered()) {
        answerAll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      asking.remove(question);
      if (mine) {
        turn.unlock();
      }
    }
    if (!mine) {
      throw new LedgerUnavailableException(0);
    }
    return question.answer();
  }

  /** Who waits for the next look. */
  int asking() {
    return asking.size();
  }

  /** They have asked before the look begins, so what it finds is no older than their questions. */
  private void answerAll() {
    List<Question> questions = new ArrayList<>();
    asking.drainTo(questions);
    try {
      Set<String> ids = questions.stream().map(each -> each.requestId).collect(Collectors.toSet());
      Set<String> spared = spared(ids);
      questions.forEach(each -> each.spares = spared.contains(each.requestId));
    } catch (RuntimeException e) {
      questions.forEach(each -> each.failure = e);
    }
  }

  private Set<String> spared(Set<String> requestIds) {
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
    if (records == 0) {
      return requestIds;
    }
    if (records > RECORDS_MAX) {
      return Set.of();
    }
    Set<String> cancelled = ledger.cancelled(requestIds, starts, ends);
    return requestIds.stream()
        .filter(id -> !cancelled.contains(id))
        .collect(Collectors.toUnmodifiableSet());
  }
}
