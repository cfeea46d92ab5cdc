package io.seckill.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lists what a page shows, in the order in which it is added; figures before plots before rows. See
 * {@link Dashboard}.
 */
public final class DashboardBuilder {

  static final int PANELS_MAX = 40;
  static final int SERIES_PER_PLOT_MAX = 12;
  static final String ARROW = "arrow.";

  private final String service;
  private final String sentence;
  private final List<Panel> panels = new ArrayList<>();
  private final List<Panel.Line> arrows = new ArrayList<>();
  private final PanelIds ids = new PanelIds();

  DashboardBuilder(String service, String sentence) {
    this.service = Panel.requireText("service", service);
    this.sentence = Panel.requireText("sentence", sentence);
  }

  /**
   * Shows how many pass an arrow of the picture each second.
   *
   * @param total how many have passed it since the start
   */
  public DashboardBuilder arrow(Arrow arrow, DoubleSupplier total) {
    arrows.add(new Panel.Line(ARROW + arrow.id(), Series.rate(arrow.id(), total)));
    return this;
  }

  /**
   * Adds one live number.
   *
   * @param unit what is counted, such as {@code orders} or {@code ms}; may be empty
   * @param value the number now; NaN shows as a gap
   */
  public DashboardBuilder figure(String title, String unit, DoubleSupplier value) {
    Panel.requireText("title", title);
    Series series = Series.value(title, value);
    return add(
        new Panel.Figure(ids.next(title), title, unit, "", series, null, new Panel.LastKnown()));
  }

  /** Shows the figure added last as trouble while it is above a bound. */
  public DashboardBuilder alarmAbove(double bound) {
    return changeLast(
        "alarm", last -> last instanceof Panel.Figure it ? it.withAlarmAbove(bound) : null);
  }

  /**
   * Says in words why the figure added last has no value just now, where that is nothing unusual;
   * without this the page shows the last value known and when that was.
   */
  public DashboardBuilder withoutValue(String text) {
    Panel.requireText("text", text);
    return changeLast(
        "text",
        last -> last instanceof Panel.Figure it ? it.withoutValue(new Panel.Words(text)) : null);
  }

  /** Hides the figure or plot added last as long as it has no value to show. */
  public DashboardBuilder onlyWithValue() {
    return changeLast(
        "onlyWithValue",
        last ->
            last instanceof Panel.Figure it
                ? it.withoutValue(new Panel.Hidden())
                : last instanceof Panel.Plot plot ? plot.withoutValue(new Panel.Hidden()) : null);
  }

  /** Adds live lines over the last five minutes, at most 12, all in {@code unit}. */
  public DashboardBuilder plot(String title, String unit, Series... series) {
    if (series.length < 1 || series.length > SERIES_PER_PLOT_MAX) {
      throw new IllegalArgumentException(
          "series of plot '%s': %d (expected: 1 to %d)"
              .formatted(title, series.length, SERIES_PER_PLOT_MAX));
    }
    return add(Panel.Plot.of(ids.next(title), title, unit, series));
  }

  /**
   * Adds a table; of the rows the first 100 are shown. A cell that is a time in ISO 8601 is shown
   * in the reader's own zone.
   *
   * @param columns the headings
   * @param rows the cells, newest row first, each row as long as {@code columns}
   */
  public DashboardBuilder table(
      String title, List<String> columns, Supplier<List<List<String>>> rows) {
    return rows(Panel.Table.Look.TABLE, title, "", List.copyOf(columns), rows);
  }

  /**
   * Adds a form to the table added last, with which its reader searches and turns pages. It asks
   * the service's own read API, whose answer is a page of {@code items}.
   *
   * @param path of the API, such as {@code api/orders}
   * @param filters query parameters that narrow the list down
   * @param fields of an item, one for each column of the table
   */
  public DashboardBuilder search(String path, List<String> filters, List<String> fields) {
    Search search = new Search(path, filters, fields);
    return changeLast(
        "search", last -> last instanceof Panel.Table it ? it.withSearch(search) : null);
  }

  /** Adds bars, each with its name, its number and how full it is. */
  public DashboardBuilder bars(String title, String unit, Supplier<List<Bar>> bars) {
    return rows(
        Panel.Table.Look.BARS,
        title,
        unit,
        List.of("name", "value", "of"),
        () -> bars.get().stream().map(Bar::cells).toList());
  }

  /** Adds a list of things and how they stand. */
  public DashboardBuilder states(String title, Supplier<List<State>> states) {
    return rows(
        Panel.Table.Look.STATES,
        title,
        "",
        List.of("name", "text", "mood"),
        () -> states.get().stream().map(State::cells).toList());
  }

  /** Adds messages as they would show on a phone, newest first. */
  public DashboardBuilder messages(String title, Supplier<List<Message>> messages) {
    return rows(
        Panel.Table.Look.MESSAGES,
        title,
        "",
        List.of("time", "to", "text", "status"),
        () -> messages.get().stream().map(Message::cells).toList());
  }

  /**
   * Adds a form with which a reader of the page has the service do something, and how that goes.
   * The service itself decides who may, and bounds what is asked.
   */
  public DashboardBuilder action(
      String title, String unit, Action action, Supplier<Progress> progress) {
    return add(
        new Panel.Table(
            ids.next(title),
            title,
            unit,
            "",
            Panel.Table.Look.ACTION,
            List.of("name", "value", "of"),
            null,
            action,
            () -> progress.get().rows()));
  }

  /** Explains the panel added last in one sentence, shown below its title. */
  public DashboardBuilder note(String text) {
    return changeLast("note: '" + text + "'", last -> last.withNote(text));
  }

  /** Ends the list. */
  public Dashboard build() {
    return new Dashboard(service, sentence, panels, arrows);
  }

  private DashboardBuilder rows(
      Panel.Table.Look look,
      String title,
      String unit,
      List<String> columns,
      Supplier<List<List<String>>> rows) {
    return add(new Panel.Table(ids.next(title), title, unit, "", look, columns, null, null, rows));
  }

  private DashboardBuilder add(Panel panel) {
    if (panels.size() == PANELS_MAX) {
      throw new IllegalArgumentException(
          "panels: %d (expected: at most %d)".formatted(PANELS_MAX + 1, PANELS_MAX));
    }
    panels.add(panel);
    return this;
  }

  private DashboardBuilder changeLast(String what, Function<Panel, @Nullable Panel> change) {
    Panel changed = panels.isEmpty() ? null : change.apply(panels.get(panels.size() - 1));
    if (changed == null) {
      throw new IllegalStateException(what + " (expected: after a panel that it is of)");
    }
    panels.set(panels.size() - 1, changed);
    return this;
  }
}
