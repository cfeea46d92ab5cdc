package io.seckill.dashboard;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads all panels at once and remembers the numbers. One thread calls {@link #sample()}, any may
 * read.
 */
final class Sampler {

  static final int ROWS_MAX = 100;
  static final int CELL_CHARS_MAX = 200;

  private final Clock clock;
  private final LongSupplier nanoTime;
  private final Map<String, Probe<Double>> series = new LinkedHashMap<>();
  private final Map<String, Probe<List<List<String>>>> tables = new LinkedHashMap<>();
  private final History history;
  private volatile Sample latest;

  /** {@code nanoTime} tells how long a supplier took, {@code clock} when a sample was taken. */
  Sampler(List<Panel> panels, List<Panel.Line> arrows, Clock clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    panels.forEach(this::addProbes);
    arrows.forEach(arrow -> addSeries(arrow.id(), arrow.id(), arrow.series()));
    this.history = new History(List.copyOf(series.keySet()));
    this.latest = new Sample(clock.millis(), Map.of(), Map.of());
  }

  /** Rows have no past, so they are only asked for where {@code withRows}. */
  Sample sample(boolean withRows) {
    long now = clock.millis();
    Map<String, @Nullable Double> values = new LinkedHashMap<>();
    series.forEach((id, probe) -> values.put(id, probe.ask(now)));
    Map<String, @Nullable List<List<String>>> rows = new LinkedHashMap<>();
    if (withRows) {
      tables.forEach((id, probe) -> rows.put(id, probe.ask(now)));
    }
    history.add(now, values);
    latest = new Sample(now, values, rows);
    return latest;
  }

  Sample latest() {
    return latest;
  }

  History.Past past() {
    return history.past();
  }

  private void addProbes(Panel panel) {
    if (panel instanceof Panel.Figure figure) {
      addSeries(figure.id(), figure.title(), figure.series());
    } else if (panel instanceof Panel.Plot plot) {
      plot.lines()
          .forEach(
              line ->
                  addSeries(line.id(), plot.title() + ": " + line.series().label(), line.series()));
    } else if (panel instanceof Panel.Table table) {
      tables.put(
          table.id(),
          Probe.ofRows(table.title(), now -> bounded(table, table.rows().get()), nanoTime));
    }
  }

  private void addSeries(String id, String name, Series line) {
    Series.Reading reading = line.reading();
    series.put(
        id,
        Probe.ofFigure(
            name,
            now -> {
              double value = reading.at(now);
              return Double.isFinite(value) ? value : null;
            },
            nanoTime));
  }

  private static List<List<String>> bounded(Panel.Table table, List<List<String>> rows) {
    int columns = table.columns().size();
    return rows.stream()
        .limit(ROWS_MAX)
        .map(row -> row.stream().limit(columns).map(Sampler::bounded).toList())
        .toList();
  }

  private static String bounded(String cell) {
    return cell.length() <= CELL_CHARS_MAX ? cell : cell.substring(0, CELL_CHARS_MAX) + "…";
  }
}
