package io.seckill.system.simulation;

import java.util.ArrayList;
import java.util.List;

/** What happened, line by line; kept only in the second run of a seed that failed. */
final class Trace {

  private final World world;
  private final boolean kept;
  private final List<String> lines = new ArrayList<>();
  private long beginMillis = -1;

  Trace(World world, boolean kept) {
    this.world = world;
    this.kept = kept;
  }

  boolean kept() {
    return kept;
  }

  void say(Machine who, String what) {
    if (kept) {
      line(who.name, what);
    }
  }

  void say(String who, String format, Object... values) {
    if (kept) {
      line(who, format.formatted(values));
    }
  }

  private void line(String who, String what) {
    if (beginMillis < 0) {
      beginMillis = world.nowMillis();
    }
    lines.add("%8d ms  %-12s %s".formatted(world.nowMillis() - beginMillis, who, what));
  }

  List<String> lines() {
    return lines;
  }
}
