package io.seckill.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DashboardTests {

  private final DashboardBuilder dashboard = Dashboard.of("order-service", "Makes orders.");

  @Test
  void idsComeFromTitlesAndDiffer() {
    dashboard
        .figure("Orders: standing, now", "orders", () -> 0)
        .figure("Orders standing now", "orders", () -> 0)
        .figure("有效订单", "", () -> 0)
        .plot("Rates", "", Series.value("p99", () -> 0), Series.value("P99!", () -> 0));

    List<Panel> panels = dashboard.build().panels();
    assertThat(panels)
        .extracting(Panel::id)
        .containsExactly("orders-standing-now", "orders-standing-now-2", "panel", "rates");
    assertThat(((Panel.Plot) panels.get(3)).lines())
        .extracting(Panel.Line::id)
        .containsExactly("rates.p99", "rates.p99-2");
  }

  @Test
  void aNoteExplainsThePanelBeforeIt() {
    dashboard.figure("First", "", () -> 0).figure("Second", "", () -> 0).note("Why.");

    assertThat(dashboard.build().panels()).extracting(Panel::note).containsExactly("", "Why.");
    assertThatThrownBy(() -> Dashboard.of("a", "b").note("Too early."))
        .hasMessage("note: 'Too early.' (expected: after a panel that it is of)");
  }

  @Test
  void saysWhyThereIsNoValueOrHidesThePanelMeanwhile() {
    dashboard
        .figure("Tokens", "", () -> Double.NaN)
        .withoutValue("no limit")
        .figure("Leads", "", () -> Double.NaN)
        .onlyWithValue()
        .plot("Bucket", "", Series.value("tokens", () -> Double.NaN))
        .onlyWithValue()
        .figure("Other", "", () -> Double.NaN);

    List<PanelsView.PanelView> views =
        PanelsView.views(dashboard.build().panels(), JvmPanels.list()).subList(0, 4);
    assertThat(views)
        .extracting(PanelsView.PanelView::withoutValue)
        .containsExactly("no limit", "", "", "");
    assertThat(views)
        .extracting(PanelsView.PanelView::onlyWithValue)
        .containsExactly(false, true, true, false);
    assertThat(dashboard.build().withoutChinese()).contains("no limit");
    assertThatThrownBy(() -> Dashboard.of("a", "b").onlyWithValue())
        .hasMessage("onlyWithValue (expected: after a panel that it is of)");
  }

  @Test
  void refusesWhatCouldNotBeShown() {
    assertThatThrownBy(() -> dashboard.figure(" ", "", () -> 0))
        .hasMessage("title: ' ' (expected: some text)");
    assertThatThrownBy(() -> dashboard.plot("Empty", ""))
        .hasMessage("series of plot 'Empty': 0 (expected: 1 to 12)");
    Series[] many =
        Stream.generate(() -> Series.value("x", () -> 0)).limit(13).toArray(Series[]::new);
    assertThatThrownBy(() -> dashboard.plot("Full", "", many))
        .hasMessage("series of plot 'Full': 13 (expected: 1 to 12)");
    assertThatThrownBy(() -> dashboard.table("Bare", List.of(), List::of))
        .hasMessage("columns of table 'Bare': 0 (expected: at least 1)");
    assertThatThrownBy(() -> dashboard.plot("Plot", "", many[0]).alarmAbove(1))
        .hasMessage("alarm (expected: after a panel that it is of)");
    assertThatThrownBy(
            () ->
                dashboard
                    .table("Orders", List.of("order", "user"), List::of)
                    .search("api/orders", List.of(), List.of("orderId")))
        .hasMessage("search of 'Orders': 1 fields (expected: one for each column of a table)");
    assertThatThrownBy(() -> new Search("http://elsewhere/api", List.of(), List.of()))
        .hasMessage("path of the service: 'http://elsewhere/api' (expected: such as api/orders)");
    for (int i = 0; i < 38; i++) {
      dashboard.figure("Figure", "", () -> 0);
    }
    assertThatThrownBy(() -> dashboard.figure("One more", "", () -> 0))
        .hasMessage("panels: 41 (expected: at most 40)");
  }

  @Test
  void tellsWhichTextsHaveNoChineseWording() {
    dashboard
        .figure("Orders", "requests", () -> 0)
        .note("A note.")
        .plot("Rates", "ms", Series.value("slowest", () -> 0))
        .table("Rows", List.of("column"), List::of)
        .bars("Bars", "", List::of);

    assertThat(dashboard.build().withoutChinese())
        .containsExactlyInAnyOrder(
            "Makes orders.", "Orders", "A note.", "Rates", "slowest", "Rows", "column", "Bars");
  }

  @Test
  void settingsNameTheOtherDashboardsAndRefuseWhatIsNoHttpAddress() {
    assertThat(settings("gateway=http://a:1", " order = https://b/x?y=z").links())
        .containsExactly(
            new DashboardSettings.Link("gateway", "http://a:1"),
            new DashboardSettings.Link("order", "https://b/x?y=z"));
    for (String bad : List.of("gateway", "=http://a", "x=javascript:alert(1)", "x=http://a b")) {
      assertThatThrownBy(() -> settings(bad))
          .hasMessage("seckill.dashboards: '%s' (expected: name=http://host:port)", bad);
    }
    assertThatThrownBy(() -> new DashboardSettings("h", List.of(), List.of(), 0))
        .hasMessage("seckill.dashboard-streams-max: 0 (expected: 1 to 1000)");
  }

  private static DashboardSettings settings(String... dashboards) {
    return new DashboardSettings("127.0.0.1", List.of(dashboards), List.of(), 50);
  }
}
