package io.seckill.system.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** One life of one process, on a machine with a clock of its own. A restart is another one. */
final class Machine {

  final World world;
  final String name;

  /** Stands still as a whole: SIGSTOP, a long collection of garbage, a frozen machine. */
  boolean still;

  long stillUntilMillis;
  private long skewMillis;
  private final List<Runnable> whenExpelled = new ArrayList<>();
  private boolean alive = true;

  Machine(World world, String name, long skewMillis) {
    this.world = world;
    this.name = name;
    this.skewMillis = skewMillis;
  }

  /** What unwinds the calls of a process that was killed; no rule of production catches it. */
  static final class Killed extends Error {

    private static final long serialVersionUID = 1L;

    Killed() {
      super(null, null, false, false);
    }
  }

  boolean alive() {
    return alive;
  }

  /** Whether it can do a step now. */
  boolean awake() {
    return alive && !still && world.nowMillis() >= stillUntilMillis;
  }

  void kill() {
    alive = false;
  }

  void requireAlive() {
    if (!alive) {
      throw new Killed();
    }
  }

  void onExpelled(Runnable what) {
    whenExpelled.add(what);
  }

  /** The broker takes it for dead and gives its partitions to others. */
  void expel() {
    whenExpelled.forEach(Runnable::run);
  }

  /** Somebody sets its clock. */
  void stepClock(int boundMillis) {
    skewMillis = boundMillis == 0 ? 0 : world.pick(2 * boundMillis + 1) - boundMillis;
    world.trace.say(name, "has its clock set to %d ms", skewMillis);
  }

  long nanos() {
    return world.nowMillis() * 1_000_000L;
  }

  Clock clock() {
    return new Clock() {
      @Override
      public long millis() {
        return world.nowMillis() + skewMillis;
      }

      @Override
      public Instant instant() {
        return Instant.ofEpochMilli(millis());
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }
}
