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
    History.Past history,
    Event latest) {

  /**
   * One panel.
   *
   * @param kind figure, plot or table
   * @param group service: the service's own; process: what its JVM uses
   * @param series the lines; a figure has one with the panel's id, a table none
   * @param columns the headings of a table
   */
  record PanelView(
      String id,
      String kind,
      String group,
      String title,
      String unit,
      String note,
      List<Line> series,
      List<String> columns) {

    static PanelView of(String group, Panel panel) {
      if (panel instanceof Panel.Figure it) {
        List<Line> only = List.of(new Line(it.id(), it.title()));
        return new PanelView(
            it.id(), "figure", group, it.title(), it.unit(), it.note(), only, List.of());
      }
      if (panel instanceof Panel.Plot it) {
        List<Line> lines =
            it.lines().stream().map(line -> new Line(line.id(), line.series().label())).toList();
        return new PanelView(
            it.id(), "plot", group, it.title(), it.unit(), it.note(), lines, List.of());
      }
      Panel.Table it = (Panel.Table) panel;
      return new PanelView(
          it.id(), "table", group, it.title(), "", it.note(), List.of(), it.columns());
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
