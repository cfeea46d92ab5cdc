package io.seckill.system;

import io.seckill.system.Fault.Planned;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Every fault once, in an order, at moments and at instances that follow from the seed. */
final class FaultPlan {

  private static final int INSTANCES = 3;

  private FaultPlan() {}

  /**
   * @param shoppers of each sale; a fault strikes in its first half
   */
  static List<Planned> of(long seed, int shoppers) {
    Random random = new Random(seed);
    List<Fault> faults = new ArrayList<>(List.of(Fault.values()));
    Collections.shuffle(faults, random);
    return faults.stream()
        .map(
            fault ->
                new Planned(
                    fault,
                    shoppers / 10 + random.nextInt(shoppers / 10 * 4),
                    1 + random.nextInt(INSTANCES)))
        .toList();
  }
}
