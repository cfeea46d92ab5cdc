package io.seckill.gateway.purchase.waiting;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Times of any number of things, kept in a ring of buckets: adding and finding what is due cost the
 * same for one and for a million. One thread.
 */
final class Wheel {

  private final @Nullable Timed[] buckets;
  private final int tickMillis;
  private long tick;

  Wheel(int tickMillis, int buckets, long nowMillis) {
    this.buckets = new Timed[buckets];
    this.tickMillis = tickMillis;
    this.tick = nowMillis / tickMillis;
  }

  void add(Timed timed) {
    long due = -Math.floorDiv(-timed.dueMillis, (long) tickMillis);
    // Beyond the ring: into its last bucket, from where it is added again.
    long at = Math.min(Math.max(due, tick + 1), tick + buckets.length - 1);
    int bucket = (int) (at % buckets.length);
    timed.next = buckets[bucket];
    buckets[bucket] = timed;
  }

  /** Hands over all that is due. */
  void advance(long nowMillis, Consumer<Timed> due) {
    long target = nowMillis / tickMillis;
    tick = Math.max(tick, target - buckets.length);
    while (tick < target) {
      tick++;
      Timed timed = taken((int) (tick % buckets.length));
      while (timed != null) {
        Timed following = timed.next;
        timed.next = null;
        if (timed.dueMillis <= nowMillis) {
          due.accept(timed);
        } else {
          add(timed);
        }
        timed = following;
      }
    }
  }

  /**
   * Takes out, soonest due first, up to so many; says how many it took. It looks no further than to
   * the bucket of the first that may not go: those behind it are younger.
   */
  int evict(int wanted, Predicate<Timed> mayGo) {
    int gone = 0;
    boolean allMayGo = true;
    for (int i = 1; i < buckets.length && gone < wanted && allMayGo; i++) {
      int bucket = (int) ((tick + i) % buckets.length);
      Timed timed = taken(bucket);
      while (timed != null) {
        Timed following = timed.next;
        timed.next = null;
        if (gone < wanted && mayGo.test(timed)) {
          gone++;
        } else {
          allMayGo = false;
          timed.next = buckets[bucket];
          buckets[bucket] = timed;
        }
        timed = following;
      }
    }
    return gone;
  }

  private @Nullable Timed taken(int bucket) {
    Timed timed = buckets[bucket];
    buckets[bucket] = null;
    return timed;
  }
}
