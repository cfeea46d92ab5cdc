package io.seckill.stack.audit;

import java.util.function.IntPredicate;

/**
 * The units that stand in one store, by the number of a request.
 *
 * @param name of the store, for messages
 * @param holdings all that it has
 * @param stands which of these stand
 */
record Held(String name, Holdings holdings, IntPredicate stands) {

  boolean at(int request) {
    return holdings.has(request) && stands.test(request);
  }

  /** Units; 0 where nothing stands. */
  int quantity(int request) {
    return at(request) ? holdings.quantity(request) : 0;
  }

  boolean isAs(Held other, int request) {
    return at(request)
        ? other.at(request)
            && other.holdings.has(request, holdings.user(request), holdings.quantity(request))
        : !other.at(request);
  }
}
