package io.seckill.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** Lines over one axis, to be drawn at the end. */
public final class Plot {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 480;

  private final String name;
  private final String title;
  private final String xTitle;
  private final String yTitle;
  private final boolean logarithmicX;
  private final Map<String, Line> lines = new LinkedHashMap<>();

  private record Line(List<Double> x, List<Double> y) {}

  /**
   * @param name of the file, without its ending
   * @param logarithmicX whether the horizontal axis is logarithmic; it then holds only values above
   *     0
   */
  public Plot(String name, String title, String xTitle, String yTitle, boolean logarithmicX) {
    this.name = name;
    this.title = title;
    this.xTitle = xTitle;
    this.yTitle = yTitle;
    this.logarithmicX = logarithmicX;
  }

  /** A line; one without points is left out. */
  public Plot line(String label, List<Double> x, List<Double> y) {
    if (!x.isEmpty()) {
      lines.put(label, new Line(List.copyOf(x), List.copyOf(y)));
    }
    return this;
  }

  String name() {
    return name;
  }

  String title() {
    return title;
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  XYChart chart() {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    chart.getStyler().setXAxisLogarithmic(logarithmicX).setYAxisMin(0.0);
    lines.forEach((label, line) -> chart.addSeries(label, line.x(), line.y()));
    return chart;
  }
}
