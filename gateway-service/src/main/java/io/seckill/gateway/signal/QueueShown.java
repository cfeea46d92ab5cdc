package io.seckill.gateway.signal;

/**
 * What the queue as a whole showed of those who drain it. The ordinary lane is where requests wait;
 * what goes past it in the vip lane counts as much as it did among the requests of this gateway.
 */
final class QueueShown {

  /** A seckill service measures what it drains only while so many wait. */
  private static final int TELLING_BACKLOG = 200;

  private static final double NANOS = 1e9;
  private static final double PART_LEAST = 0.02;
  private static final double PART_NEWEST = 0.3;
  private static final long WINDOW_NANOS = 1_000_000_000L;

  private volatile Shown shown = new Shown(0, 0, 0, 0, 0, 0);
  private volatile double ownPart = 1;
  private volatile double allByOrdinary = 1;
  private Shown atWindow = shown;

  private record Shown(
      int instances, long backlog, double drain, long ordinary, long vip, long nanos) {

    boolean isTelling() {
      return drain > 0 && backlog >= (long) TELLING_BACKLOG * instances;
    }
  }

  /** Seckill services that were heard of. */
  int instances() {
    return shown.instances();
  }

  /** When it was last heard of, by a steady clock. */
  long nanos() {
    return shown.nanos();
  }

  double drainPerSecond() {
    return shown.drain() * allByOrdinary;
  }

  double tellingWaitMillis() {
    Shown now = shown;
    return now.isTelling() ? now.backlog() * 1e3 / now.drain() : 0;
  }

  double ownPart() {
    return ownPart;
  }

  /**
   * The queue was heard of.
   *
   * @param backlog requests that wait in the ordinary lane
   * @param drain requests taken from there a second while some wait
   * @param ordinary requests of this gateway that ever joined that lane
   * @param vip requests of this gateway that ever joined the other
   */
  void learn(int instances, long backlog, double drain, long ordinary, long vip, long nanos) {
    Shown now = new Shown(instances, backlog, drain, ordinary, vip, nanos);
    shown = now;
    if (nanos - atWindow.nanos() < WINDOW_NANOS) {
      return;
    }
    double joined = now.ordinary() - atWindow.ordinary();
    // What joined is what was drained and what the lane grew by.
    double all = drain * (nanos - atWindow.nanos()) / NANOS + backlog - atWindow.backlog();
    if (now.isTelling() && atWindow.isTelling() && all > 0) {
      ownPart += PART_NEWEST * (Math.max(PART_LEAST, Math.min(1, joined / all)) - ownPart);
    }
    if (joined > 0) {
      allByOrdinary = 1 + Math.min(1, (now.vip() - atWindow.vip()) / joined);
    }
    atWindow = now;
  }
}
