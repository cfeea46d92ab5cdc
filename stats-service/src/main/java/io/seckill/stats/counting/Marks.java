package io.seckill.stats.counting;

/**
 * Which events of an order were seen. It only ever grows, in whatever order they come.
 *
 * @param created it was made
 * @param paid it was paid
 * @param cancelled it does not stand any more
 */
record Marks(boolean created, boolean paid, boolean cancelled) {

  static final Marks NONE = new Marks(false, false, false);

  static Marks of(Sighting.Event event) {
    return new Marks(
        event == Sighting.Event.CREATED,
        event == Sighting.Event.PAID,
        event == Sighting.Event.CANCELLED);
  }

  Marks and(Marks other) {
    return new Marks(created || other.created, paid || other.paid, cancelled || other.cancelled);
  }

  /** A cancel wins, also one that was seen before the order itself. */
  boolean standing() {
    return created && !cancelled;
  }
}
