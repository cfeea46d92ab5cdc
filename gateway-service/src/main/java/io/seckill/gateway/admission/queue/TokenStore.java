package io.seckill.gateway.admission.queue;

import java.util.concurrent.atomic.AtomicLong;

/** Tokens at hand in this gateway: one compare-and-set for each, from any thread. */
final class TokenStore {

  private final AtomicLong tokens = new AtomicLong();

  /** Takes one; says how many there were before, 0 where there was none to take. */
  long take() {
    long before;
    do {
      before = tokens.get();
      if (before <= 0) {
        return 0;
      }
    } while (!tokens.compareAndSet(before, before - 1));
    return before;
  }

  void put(long more) {
    tokens.addAndGet(more);
  }

  /** Throws away what is more than that. */
  void trim(long most) {
    tokens.updateAndGet(held -> Math.min(held, most));
  }

  long held() {
    return tokens.get();
  }
}
