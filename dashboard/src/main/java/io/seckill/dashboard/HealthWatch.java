package io.seckill.dashboard;

import java.util.List;

/** Knows whether what this service depends on is there. */
@FunctionalInterface
interface HealthWatch {

  /** Each component as it is now; may block for seconds while it finds out. */
  List<Component> components();

  /** Something this service depends on. */
  record Component(String name, boolean up) {}
}
