package io.seckill.dashboard;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a service shows of itself; declared once, as a bean. The page, its JSON and its stream
 * follow from it.
 *
 * <pre>{@code
 * Dashboard.of("order-service", "Makes orders of the ledger and tells the company.")
 *     .arrow(Arrow.LEDGER_ORDER, entries::count)
 *     .figure("Orders standing", "orders", orders::standing)
 *     .plot("Orders a second", "orders/s", Series.rate("made", made::count))
 *     .table("Last orders", List.of("order", "user"), orders::last)
 *     .build();
 * }</pre>
 *
 * <p>Suppliers are asked once a second by one daemon thread, so they must be cheap; one that throws
 * shows as a gap, and one that is slow is asked less often. Rows are asked for only while a page is
 * open.
 *
 * <p>Texts are English. A service's Chinese wordings are in its resource {@code dashboard/zh.json},
 * English to Chinese; what has none is shown in English.
 */
public final class Dashboard {

  private final String service;
  private final String sentence;
  private final List<Panel> panels;
  private final List<Panel.Line> arrows;

  Dashboard(String service, String sentence, List<Panel> panels, List<Panel.Line> arrows) {
    this.service = service;
    this.sentence = sentence;
    this.panels = List.copyOf(panels);
    this.arrows = List.copyOf(arrows);
  }

  /**
   * Starts the page of a service.
   *
   * @param service the service's name as in the picture of the system, such as {@code
   *     order-service}
   * @param sentence one sentence that tells someone new what the service does
   */
  public static DashboardBuilder of(String service, String sentence) {
    return new DashboardBuilder(service, sentence);
  }

  /** Every text of this page that someone reads and that has no Chinese wording. */
  public Set<String> withoutChinese() {
    Set<String> texts = new TreeSet<>();
    texts.add(sentence);
    Stream.concat(panels.stream(), JvmPanels.list().stream()).forEach(panel -> read(panel, texts));
    texts.remove("");
    texts.removeAll(Wordings.chinese().keySet());
    return texts;
  }

  private static void read(Panel panel, Set<String> texts) {
    texts.addAll(List.of(panel.title(), panel.unit(), panel.note()));
    if (panel instanceof Panel.Figure it && it.withoutValue() instanceof Panel.Words words) {
      texts.add(words.text());
    } else if (panel instanceof Panel.Plot plot) {
      texts.addAll(
          plot.lines().stream().map(line -> line.series().label()).collect(Collectors.toSet()));
    } else if (panel instanceof Panel.Table table && table.look() == Panel.Table.Look.TABLE) {
      texts.addAll(table.columns());
    } else if (panel instanceof Panel.Table table && table.action() != null) {
      read(table.action(), texts);
    }
  }

  private static void read(Action action, Set<String> texts) {
    texts.addAll(List.of(action.start(), action.stop()));
    action.fields().forEach(field -> texts.add(field.label()));
    Stream.of(Progress.Stage.values()).forEach(stage -> texts.add(stage.words()));
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

  /** Rates in the picture; the id of each is that of its arrow. */
  List<Panel.Line> arrows() {
    return arrows;
  }
}
