package io.seckill.dashboard;

import java.util.List;

/**
 * One bar of a panel of bars.
 *
 * @param name what is measured
 * @param value how much of it there is; negative or NaN: not known
 * @param of how much fills the bar; 0 leaves it empty
 */
public record Bar(String name, double value, double of) {

  List<String> cells() {
    return List.of(name, text(value), text(of));
  }

  /** Nothing where it is not known. */
  private static String text(double number) {
    if (Double.isNaN(number) || number < 0) {
      return "";
    }
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
