package io.seckill.benchmarks.comparison;

import java.util.ArrayList;
import java.util.List;

/** Who of a line of shoppers won. */
final class Winners {

  private Winners() {}

  /** Share of winners along the line, at the middle of each stretch. */
  record Curve(List<Double> places, List<Double> shares) {}

  /** Of the first so many, how many won; 0 to 1. */
  static double shareOfFirst(List<Boolean> won, int first) {
    List<Boolean> those = won.subList(0, Math.min(first, won.size()));
    return share(those);
  }

  /** The place of the last who won, from 1; 0 where nobody did. */
  static int lastPlace(List<Boolean> won) {
    return won.lastIndexOf(true) + 1;
  }

  static Curve curve(List<Boolean> won, int stretch) {
    List<Double> places = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    for (int from = 0; from < won.size(); from += stretch) {
      int to = Math.min(from + stretch, won.size());
      places.add((from + to) / 2.0);
      shares.add(share(won.subList(from, to)));
    }
    return new Curve(places, shares);
  }

  private static double share(List<Boolean> those) {
    return those.isEmpty()
        ? 0
        : (double) those.stream().filter(Boolean::booleanValue).count() / those.size();
  }
}
