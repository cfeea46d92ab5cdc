package io.seckill.crash;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often the chosen point was reached, and halts when it was often enough. */
final class Fuse {

  private final CrashPoint point;
  private final int times;
  private final AtomicInteger reached = new AtomicInteger();

  private Fuse(CrashPoint point, int times) {
    this.point = point;
    this.times = times;
  }

  CrashPoint point() {
    return point;
  }

  int times() {
    return times;
  }

  /**
   * @throws IllegalArgumentException with what was given and what was expected
   */
  static Fuse parse(String text) {
    String[] sides = text.split(":", -1);
    return Arrays.stream(CrashPoint.values())
        .filter(point -> point.toString().equals(sides[0]))
        .findFirst()
        .filter(point -> sides.length == 1 || (sides.length == 2 && isTimes(sides[1])))
        .map(point -> new Fuse(point, sides.length == 1 ? 1 : Integer.parseInt(sides[1])))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: '%s' (expected: POINT or POINT:TIMES, a point of %s, 1 to 999999 times)"
                        .formatted(
                            CrashPoint.PROPERTY, text, Arrays.toString(CrashPoint.values()))));
  }

  private static boolean isTimes(String text) {
    return text.matches("[1-9][0-9]{0,5}");
  }

  void reached(CrashPoint here) {
    if (here == point && reached.incrementAndGet() == times) {
      // Not by way of the log, which may be written by another thread, too late.
      System.err.println(lastWords(here, times));
      System.err.flush();
      // No shutdown hook runs: whatever is in hand is lost, as with kill -9.
      Runtime.getRuntime().halt(CrashPoint.EXIT_CODE);
    }
  }

  static String lastWords(CrashPoint point, int times) {
    return "Crash point %s reached, time %d: this process halts".formatted(point, times);
  }
}
