package io.seckill.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code /dashboard/panels}: all a page needs to draw at once, before the first
 * event.
 *
 * @param service the service's name
 * @param sentence what it does
 * @param instance {@code host:port} of this process
 * @param version from the build, where it is known
 * @param startedAt epoch milliseconds at which this process started
 * @param sampleMillis time between two samples
 * @param historySamples samples kept
 * @param dashboards all dashboards of the system, in the order of the flow
 * @param chinese Chinese wordings by English text
 * @param panels what to show, in order
 * @param arrows series of rates in the picture: {@code arrow.} and from where to where
 * @param history the past of every series
 * @param latest the event that was sent last
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record PanelsView(
    String service,
    String sentence,
    String instance,
    @Nullable String version,
    long startedAt,
    long sampleMillis,
    int historySamples,
    List<DashboardSettings.Link> dashboards,
    Map<String, String> chinese,
    List<PanelView> panels,
    List<String> arrows,
    History.Past history,
    Event latest) {

  /**
   * One panel.
   *
   * @param kind figure, plot, table, bars, states, messages or action
   * @param group service: the service's own; process: what its JVM uses
   * @param alarmAbove the figure is trouble above it; null: never
   * @param withoutValue what stands where a figure's value would, where there is none; empty: the
   *     last one known
   * @param onlyWithValue whether a figure or plot is hidden while it has no value
   * @param series the lines; a figure has one with the panel's id, rows have none
   * @param columns the headings of a table
   * @param search the form above a table; null: none
   * @param action what a reader may have the service do; null: nothing
   */
  record PanelView(
      String id,
      String kind,
      String group,
      String title,
      String unit,
      String note,
      @Nullable Double alarmAbove,
      String withoutValue,
      boolean onlyWithValue,
      List<Line> series,
      List<String> columns,
      @Nullable Search search,
      @Nullable Action action) {

    static PanelView of(String group, Panel panel) {
      Panel.Table rows = panel instanceof Panel.Table it ? it : null;
      return new PanelView(
          panel.id(),
          panel.kind(),
          group,
          panel.title(),
          panel.unit(),
          panel.note(),
          panel instanceof Panel.Figure it ? it.alarmAbove() : null,
          panel instanceof Panel.Figure it && it.withoutValue() instanceof Panel.Words words
              ? words.text()
              : "",
          panel instanceof Panel.Figure figure && figure.withoutValue() instanceof Panel.Hidden
              || panel instanceof Panel.Plot plot && plot.withoutValue() instanceof Panel.Hidden,
          lines(panel),
          rows == null ? List.of() : rows.columns(),
          rows == null ? null : rows.search(),
          rows == null ? null : rows.action());
    }

    private static List<Line> lines(Panel panel) {
      if (panel instanceof Panel.Figure it) {
        return List.of(new Line(it.id(), it.title()));
      }
      return panel instanceof Panel.Plot it
          ? it.lines().stream().map(line -> new Line(line.id(), line.series().label())).toList()
          : List.of();
    }
  }

  /** One line of a plot. */
  record Line(String id, String label) {}

  static List<PanelView> views(List<Panel> service, List<Panel> process) {
    return Stream.concat(
            service.stream().map(panel -> PanelView.of("service", panel)),
            process.stream().map(panel -> PanelView.of("process", panel)))
        .toList();
  }
}
