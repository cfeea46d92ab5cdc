package io.seckill.gateway.purchase.waiting;

import org.jspecify.annotations.Nullable;

/** Something that is due at a time. In at most one {@link Wheel} at once, by its own link. */
abstract class Timed {

  @Nullable Timed next;
  long dueMillis;

  /** Called by the sweep, on its thread, at the due time or shortly after. */
  abstract void due(Deadlines deadlines, long nowMillis);
}
