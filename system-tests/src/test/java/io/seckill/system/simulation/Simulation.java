package io.seckill.system.simulation;

import java.util.ArrayList;
import java.util.List;

/** One run: everything at random from one seed, until it has settled and the guarantees hold. */
final class Simulation {

  private static final int ROUNDS_MAX = 600;

  /** From here on reservations are successes for everybody, whatever clock says so. */
  static final long SETTLED_MILLIS = 45_000;

  private Simulation() {}

  /**
   * What came of a seed.
   *
   * @param violations empty where all guarantees hold
   * @param trace empty where it was not asked for
   * @param told what the shoppers heard, each answer once for each purchase
   */
  record Result(long seed, List<String> violations, List<String> trace, List<String> told) {

    boolean holds() {
      return violations.isEmpty();
    }

    String describe() {
      return "seed %d%n  %s%n%s"
          .formatted(seed, String.join("\n  ", violations), String.join("\n", trace));
    }
  }

  static Result run(long seed, Sabotage sabotage) {
    return run(seed, sabotage, false);
  }

  /** The same again, with a trace. */
  static Result replay(long seed, Sabotage sabotage) {
    return run(seed, sabotage, true);
  }

  private static Result run(long seed, Sabotage sabotage, boolean traced) {
    World world = new World(seed, traced);
    Cluster cluster = new Cluster(world, sabotage);
    Crowd crowd = new Crowd(cluster);
    world.add(crowd);
    world.add(crowd);
    world.add(new Chaos(cluster));
    world.run();
    if (world.chance(0.5)) {
      List.copyOf(cluster.machines).forEach(cluster::kill);
    }
    world.trace.say("world", "settles");
    List<String> violations = new ArrayList<>();
    boolean settled = world.settle(ROUNDS_MAX);
    world.pass(SETTLED_MILLIS);
    settled &= world.settle(ROUNDS_MAX);
    everybodyAsks(cluster, crowd);
    // An answer may be what ends a request; whoever asks again hears the same.
    settled &= world.settle(ROUNDS_MAX);
    everybodyAsks(cluster, crowd);
    if (!settled) {
      violations.add("the world does not settle");
    }
    violations.addAll(new Guarantees(cluster, crowd).violations());
    List<String> told =
        crowd.purchases().stream().flatMap(each -> each.told.stream().distinct()).toList();
    return new Result(seed, violations, world.trace.lines(), told);
  }

  static void everybodyAsks(Cluster cluster, Crowd crowd) {
    for (Crowd.Purchase purchase : crowd.purchases()) {
      cluster.gateways.forEach(gateway -> crowd.ask(purchase, gateway));
    }
  }
}
