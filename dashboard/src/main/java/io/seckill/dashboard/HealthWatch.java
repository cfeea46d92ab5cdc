package io.seckill.dashboard;

import java.util.List;

/** Names what this service depends on and misses. */
@FunctionalInterface
interface HealthWatch {

  /** Components that are down now; may block for seconds while it finds out. */
  List<String> down();
}
