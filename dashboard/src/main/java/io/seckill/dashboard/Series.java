package io.seckill.dashboard;

import java.util.function.DoubleSupplier;

/** One line of a plot: where its values come from and what it is called in the legend. */
public final class Series {

  private enum Kind {
    VALUE,
    RATE
  }

  private final String label;
  private final DoubleSupplier source;
  private final Kind kind;

  private Series(String label, DoubleSupplier source, Kind kind) {
    this.label = Panel.requireText("label", label);
    this.source = source;
    this.kind = kind;
  }

  /** A value as it is now, such as a gauge; NaN shows as a gap. */
  public static Series value(String label, DoubleSupplier value) {
    return new Series(label, value, Kind.VALUE);
  }

  /**
   * How fast a running total grows, per second: the difference to the sample before. A total that
   * fell was reset; what happened in between is not known and shows as a gap.
   */
  public static Series rate(String label, DoubleSupplier total) {
    return new Series(label, total, Kind.RATE);
  }

  String label() {
    return label;
  }

  /** A reader with its own memory of the sample before. */
  Reading reading() {
    return switch (kind) {
      case VALUE -> nowMillis -> source.getAsDouble();
      case RATE -> new Rate(source);
    };
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
