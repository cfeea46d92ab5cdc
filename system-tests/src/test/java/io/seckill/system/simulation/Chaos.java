package io.seckill.system.simulation;

/** What fails as a whole: a process, a server, a machine that stands still, a clock. */
final class Chaos implements World.Actor {

  private final Cluster cluster;
  private final World world;

  Chaos(Cluster cluster) {
    this.cluster = cluster;
    this.world = cluster.world;
  }

  @Override
  public boolean act() {
    if (!world.fault(world.plan.disasters) || cluster.machines.isEmpty()) {
      return false;
    }
    Machine machine = cluster.machines.get(world.pick(cluster.machines.size()));
    switch (world.pick(6)) {
      case 0, 1, 2 -> cluster.kill(machine);
      case 3 -> {
        machine.stillUntilMillis = world.nowMillis() + world.pick(world.plan.pauseMillisMax);
        world.trace.say(machine.name, "stands still until %d", machine.stillUntilMillis);
        if (world.chance(0.5)) {
          machine.expel();
        }
      }
      case 4 -> cluster.redis.fail();
      default -> machine.stepClock(world.plan.clockMillisMax);
    }
    return true;
  }
}
