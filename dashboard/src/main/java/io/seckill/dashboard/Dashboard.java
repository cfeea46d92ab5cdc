package io.seckill.dashboard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * What a service shows of itself; declared once, as a bean. The page, its JSON and its stream
 * follow from it.
 *
 * <pre>{@code
 * Dashboard.of("order-service", "Makes orders of the ledger and tells the company.")
 *     .figure("Orders standing", "orders", orders::standing)
 *     .plot("Orders a second", "orders/s", Series.rate("made", made::count))
 *     .table("Last orders", List.of("order", "user"), orders::last)
 *     .build();
 * }</pre>
 *
 * <p>Suppliers are asked once a second by one daemon thread, so they must be cheap; one that throws
 * shows as a gap, and one that is slow is asked less often.
 */
public final class Dashboard {

  static final int PANELS_MAX = 40;
  static final int SERIES_PER_PLOT_MAX = 12;

  private final String service;
  private final String sentence;
  private final List<Panel> panels;
  private final Map<String, String> chinese;

  private Dashboard(Builder builder) {
    this.service = builder.service;
    this.sentence = builder.sentence;
    this.panels = List.copyOf(builder.panels);
    this.chinese = Map.copyOf(builder.chinese);
  }

  /**
   * Starts the page of a service.
   *
   * @param service the service's name as in the picture of the system, such as {@code
   *     order-service}
   * @param sentence one sentence that tells someone new what the service does
   */
  public static Builder of(String service, String sentence) {
    return new Builder(service, sentence);
  }

  String service() {
    return service;
  }

  String sentence() {
    return sentence;
  }

  List<Panel> panels() {
    return panels;
  }

  /** English text to Chinese text, for titles, units, labels, columns, notes and the sentence. */
  Map<String, String> chinese() {
    return chinese;
  }

  /**
   * Panels appear on the page in the order in which they are added; figures before plots before
   * tables.
   */
  public static final class Builder {

    private final String service;
    private final String sentence;
    private final List<Panel> panels = new ArrayList<>();
    private final PanelIds ids = new PanelIds();
    private final Map<String, String> chinese = new HashMap<>();

    private Builder(String service, String sentence) {
      this.service = Panel.requireText("service", service);
      this.sentence = Panel.requireText("sentence", sentence);
    }

    /**
     * Adds one live number.
     *
     * @param unit what is counted, such as {@code orders} or {@code ms}; may be empty
     * @param value the number now; NaN shows as a gap
     */
    public Builder figure(String title, String unit, DoubleSupplier value) {
      Panel.requireText("title", title);
      return add(new Panel.Figure(ids.next(title), title, unit, "", Series.value(title, value)));
    }

    /** Adds live lines over the last five minutes, at most 12, all in {@code unit}. */
    public Builder plot(String title, String unit, Series... series) {
      if (series.length < 1 || series.length > SERIES_PER_PLOT_MAX) {
        throw new IllegalArgumentException(
            "series of plot '%s': %d (expected: 1 to %d)"
                .formatted(title, series.length, SERIES_PER_PLOT_MAX));
      }
      return add(Panel.Plot.of(ids.next(title), title, unit, series));
    }

    /**
     * Adds a table; of the rows the first 100 are shown.
     *
     * @param columns the headings
     * @param rows the cells, newest row first, each row as long as {@code columns}
     */
    public Builder table(String title, List<String> columns, Supplier<List<List<String>>> rows) {
      return add(new Panel.Table(ids.next(title), title, "", List.copyOf(columns), rows));
    }

    /** Explains the panel added last in one sentence, shown below its title. */
    public Builder note(String sentence) {
      if (panels.isEmpty()) {
        throw new IllegalStateException("note: '" + sentence + "' (expected: after a panel)");
      }
      int last = panels.size() - 1;
      panels.set(last, panels.get(last).withNote(sentence));
      return this;
    }

    /**
     * Adds Chinese wordings of English texts used on this page; what has none is shown in English.
     */
    public Builder chinese(Map<String, String> wordings) {
      chinese.putAll(wordings);
      return this;
    }

    /** Ends the list. */
    public Dashboard build() {
      return new Dashboard(this);
    }

    private Builder add(Panel panel) {
      if (panels.size() == PANELS_MAX) {
        throw new IllegalArgumentException(
            "panels: %d (expected: at most %d)".formatted(PANELS_MAX + 1, PANELS_MAX));
      }
      panels.add(panel);
      return this;
    }
  }
}
