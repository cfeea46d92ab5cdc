package io.seckill.system.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Time, chance and everybody who acts in one run, all of it in one thread and from one seed.
 *
 * <p>What blocks in production comes through {@link #door}: there others act for a while, inside of
 * the call, so that any number of things may have happened when it goes on.
 */
final class World {

  /** Calls that wait inside of each other; more find nothing that two do not. */
  private static final int DEPTH_MAX = 3;

  private static final long BEGIN_MILLIS = 1_700_000_000_000L;

  final SplittableRandom random;
  final Trace trace;
  final Plan plan;
  private final List<Actor> actors = new ArrayList<>();
  private final PriorityQueue<Later> later = new PriorityQueue<>();
  private long laters;
  private long nowMillis = BEGIN_MILLIS;
  private int depth;
  private int stepsLeft;
  private boolean calm;
  private boolean held;

  World(long seed, boolean traced) {
    this.random = new SplittableRandom(seed);
    this.trace = new Trace(this, traced);
    this.plan = new Plan(random);
    this.stepsLeft = plan.steps;
  }

  /** Somebody who does one step at a time. */
  interface Actor {

    /** Does one step; false where there is nothing to do. */
    boolean act();
  }

  private record Later(long atMillis, long number, Runnable what) implements Comparable<Later> {

    @Override
    public int compareTo(Later other) {
      return atMillis == other.atMillis
          ? Long.compare(number, other.number)
          : Long.compare(atMillis, other.atMillis);
    }
  }

  long nowMillis() {
    return nowMillis;
  }

  void add(Actor actor) {
    actors.add(actor);
  }

  void remove(Actor actor) {
    actors.remove(actor);
  }

  /** Whether it happens, this time; never while the world settles. */
  boolean fault(double share) {
    return !calm && chance(share);
  }

  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  /** From 0, up to but not including the bound. */
  int pick(int bound) {
    return random.nextInt(bound);
  }

  /** Time passes, and what is on its way arrives in time. */
  void pass(long millis) {
    long until = nowMillis + millis;
    while (!held && !later.isEmpty() && later.peek().atMillis() <= until) {
      Later next = later.remove();
      nowMillis = Math.max(nowMillis, next.atMillis());
      next.what().run();
    }
    nowMillis = Math.max(nowMillis, until);
  }

  /** Will happen by itself, in so long. */
  void after(long millis, Runnable what) {
    later.add(new Later(nowMillis + millis, laters++, what));
  }

  /** A call of the process to another machine passes here, on its way there and back. */
  void door(Machine machine) {
    if (!calm && !held && depth < DEPTH_MAX && stepsLeft > 0) {
      int roll = pick(100);
      if (roll < plan.meanwhilePercent) {
        others(1 + pick(3));
      } else if (roll == 99 && plan.stalls) {
        stall(machine);
      }
    }
    machine.requireAlive();
  }

  /** While a transaction is open nobody else acts: others would wait for its locks. */
  void hold(boolean whether) {
    held = whether;
  }

  /** The whole process stands still, long enough for its partitions to be given away. */
  private void stall(Machine machine) {
    trace.say(machine, "stands still");
    if (chance(0.7)) {
      machine.expel();
    }
    pass(pick(plan.pauseMillisMax));
    machine.still = true;
    others(5 + pick(30));
    machine.still = false;
    trace.say(machine, "goes on");
  }

  private void others(int steps) {
    depth++;
    try {
      for (int i = 0; i < steps; i++) {
        step();
      }
    } finally {
      depth--;
    }
  }

  /** Lets things happen at random until the run's steps are used up. */
  void run() {
    while (stepsLeft > 0) {
      step();
    }
  }

  private void step() {
    if (stepsLeft-- <= 0) {
      return;
    }
    pass(chance(plan.jumps) ? pick(plan.jumpMillisMax) : pick(4));
    for (int i = 0; i < 4; i++) {
      if (actors.get(pick(actors.size())).act()) {
        return;
      }
    }
  }

  /** From here on nothing fails any more, and all get their turn until none has anything to do. */
  boolean settle(int roundsMax) {
    calm = true;
    for (int round = 0; round < roundsMax; round++) {
      boolean busy = !later.isEmpty();
      for (Actor actor : List.copyOf(actors)) {
        busy |= actor.act();
      }
      if (!busy) {
        return true;
      }
      pass(20 + 10L * round);
    }
    return false;
  }

  boolean isCalm() {
    return calm;
  }
}
