package io.seckill.dashboard;

import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** One line of a plot: where its values come from and what it is called in the legend. */
public final class Series {

  private final String label;
  private final Supplier<Reading> reading;

  private Series(String label, Supplier<Reading> reading) {
    this.label = Panel.requireText("label", label);
    this.reading = reading;
  }

  /** A value as it is now, such as a gauge; NaN shows as a gap. */
  public static Series value(String label, DoubleSupplier value) {
    return new Series(label, () -> nowMillis -> value.getAsDouble());
  }

  /**
   * How fast a running total grows, per second: the difference to the sample before. A total that
   * fell was reset; what happened in between is not known and shows as a gap.
   */
  public static Series rate(String label, DoubleSupplier total) {
    return new Series(label, () -> new Rate(total));
  }

  /**
   * The mean of what was added lately: the growth of a sum by the growth of its count, such as the
   * time and the number of calls. Where nothing was added it shows as a gap.
   */
  public static Series mean(String label, DoubleSupplier sum, DoubleSupplier count) {
    return new Series(
        label,
        () -> {
          Rate grown = new Rate(sum);
          Rate times = new Rate(count);
          return nowMillis -> {
            double sumRate = grown.at(nowMillis);
            double countRate = times.at(nowMillis);
            return countRate > 0 ? sumRate / countRate : Double.NaN;
          };
        });
  }

  String label() {
    return label;
  }

  /** A reader with its own memory of the sample before. */
  Reading reading() {
    return reading.get();
  }

  /** Reads the series at a moment; NaN is a gap. */
  @FunctionalInterface
  interface Reading {
    double at(long nowMillis);
  }

  private static final class Rate implements Reading {

    private final DoubleSupplier total;
    private double totalBefore = Double.NaN;
    private long millisBefore;

    private Rate(DoubleSupplier total) {
      this.total = total;
    }

    @Override
    public double at(long nowMillis) {
      double totalNow = total.getAsDouble();
      if (Double.isNaN(totalNow)) {
        return Double.NaN;
      }
      double grown = totalNow - totalBefore;
      long elapsedMillis = nowMillis - millisBefore;
      totalBefore = totalNow;
      millisBefore = nowMillis;
      return grown >= 0 && elapsedMillis > 0 ? grown * 1000 / elapsedMillis : Double.NaN;
    }
  }
}
