package io.seckill.system.simulation;

import java.util.SplittableRandom;

/** How large a run is and how much fails in it: drawn anew for each seed. */
final class Plan {

  final int steps;
  final int gateways;
  final int seckillServices;
  final int orderServices;
  final int sales;
  final int users;
  final int batchMax;
  final int stockMax;
  final int deadlineMillis;
  final int meanwhilePercent;
  final boolean stalls;
  final int pauseMillisMax;
  final double jumps;
  final int jumpMillisMax;

  /** Shares of calls and messages that go wrong, each in one of several ways. */
  final double rpcFaults;

  final double logFaults;

  /** Share of batches that are done and come again. */
  final double repeats;

  final double redisFaults;
  final double databaseFaults;

  /** Share of steps in which something large fails: a process, a server, a clock. */
  final double disasters;

  final int clockMillisMax;

  Plan(SplittableRandom random) {
    steps = 60 + random.nextInt(140);
    gateways = 1 + random.nextInt(2);
    seckillServices = 1 + random.nextInt(2) + random.nextInt(2);
    orderServices = 1 + random.nextInt(2);
    sales = random.nextInt(4) == 0 ? 2 : 1;
    users = 2 + random.nextInt(4);
    batchMax = 1 + random.nextInt(3);
    stockMax = 1 + random.nextInt(4);
    deadlineMillis = 100 + random.nextInt(1_400);
    meanwhilePercent = 5 + random.nextInt(25);
    stalls = random.nextInt(2) == 0;
    pauseMillisMax = random.nextInt(3) == 0 ? 40_000 : 2_000;
    jumpMillisMax = random.nextInt(4) == 0 ? 40_000 : 1_000;
    jumps = random.nextDouble() * 0.02;
    rpcFaults = share(random, 0.3);
    logFaults = share(random, 0.2);
    repeats = share(random, 0.5);
    redisFaults = share(random, 0.1);
    databaseFaults = share(random, 0.1);
    disasters = share(random, 0.15);
    clockMillisMax = random.nextInt(3) == 0 ? 2_500 : random.nextInt(2) * 50;
  }

  /** Often none at all, so that faults are also seen each by itself. */
  private static double share(SplittableRandom random, double max) {
    return random.nextInt(3) == 0 ? 0 : random.nextDouble() * max;
  }
}
