package io.seckill.gateway.admission.queue;

import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What the generator knows of the queue: never fewer tokens than are in it, so that it never holds
 * too many. One thread uses it.
 */
final class QueueBook {

  private final TreeMap<Long, Integer> rolls = new TreeMap<>();
  private long waiting;
  private long next;

  /** A roll stands in the queue, behind all others. */
  void added(long offset, int tokens) {
    rolls.put(offset, tokens);
    waiting += tokens;
    next += tokens;
  }

  /** The number that the next roll's first token gets. */
  long next() {
    return next;
  }

  /** Where earlier rolls, which are not in this book, ended. */
  void continueFrom(long number) {
    next = number;
  }

  /**
   * The gateways took rolls.
   *
   * @param start every roll before this offset was taken, or is gone
   * @param lag records from there on that may wait still, where that is known. Those of a gateway
   *     that died with rolls in its hands hold up the start, but not this.
   */
  void taken(long start, OptionalLong lag) {
    rolls.headMap(start).clear();
    long most = 0;
    int largest = 0;
    for (int tokens : rolls.values()) {
      most += tokens;
      largest = Math.max(largest, tokens);
    }
    waiting = Math.min(most, lag.isPresent() ? lag.getAsLong() * largest : most);
  }

  /** Rolls before this offset are gone, whether or not they were taken. */
  void expired(long start) {
    if (!rolls.headMap(start).isEmpty()) {
      taken(start, OptionalLong.empty());
    }
  }

  /** Tokens in the queue, or more. */
  long waiting() {
    return waiting;
  }
}
