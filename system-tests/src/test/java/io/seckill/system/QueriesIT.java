package io.seckill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every query of Grafana's dashboards and of the alert rules finds something on a Prometheus that
 * looks at the running system during a sale.
 */
@EnabledIf(
    value = "io.seckill.system.Prometheus#isThere",
    disabledReason = "no Prometheus on the path (Debian: apt install prometheus)")
class QueriesIT {

  private static final RunningSystem SYSTEM = RunningSystem.standard();
  private static Prometheus prometheus;
  private static RunningSale sale;

  @BeforeAll
  static void lookAtASale(@TempDir Path folder) throws IOException {
    prometheus = Prometheus.lookingAt(SYSTEM, folder);
    // Never sold out: orders, messages and counts have to go on as long as it is looked at.
    sale = RunningSale.begin(SYSTEM.sale(2_000, 2_000, 50));
  }

  @AfterAll
  static void end() {
    sale.report();
    prometheus.close();
  }

  @Test
  void everyPanelHasData() throws IOException {
    Map<String, String> queries = panels();
    assertThat(queries).hasSizeGreaterThan(50);
    Map<String, String> empty = new TreeMap<>(queries);
    await()
        .atMost(Duration.ofSeconds(45))
        .untilAsserted(
            () -> {
              empty.values().removeIf(query -> !prometheus.query(query).isEmpty());
              assertThat(empty).as("queries without an answer").isEmpty();
            });
  }

  @Test
  void everyRuleHasDataAndNoAlertIsOn() {
    List<JsonNode> rules =
        await()
            .until(
                () -> prometheus.ruleStates().toList(),
                states ->
                    states.stream()
                        .noneMatch(rule -> rule.path("health").asString("").equals("unknown")));
    assertThat(rules).hasSizeGreaterThan(15);
    assertThat(rules)
        .allSatisfy(
            rule -> assertThat(rule.path("health").asString()).as(rule.toString()).isEqualTo("ok"));
    for (JsonNode rule : rules) {
      String name = rule.path("name").asString();
      if (rule.path("type").asString().equals("recording")) {
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(() -> assertThat(prometheus.query(name)).as(name).isNotEmpty());
      } else {
        assertThat(rule.path("state").asString()).as(name).isNotEqualTo("firing");
      }
    }
  }

  /** Each alert, on figures that somebody wrote down: it is on when it should be, and off else. */
  @Test
  void alertsAreOnWhenTheyShouldBe() throws IOException, InterruptedException {
    Path promtool = Path.of(Prometheus.program()).resolveSibling("promtool");
    Path cases = Prometheus.rules().resolveSibling("rules.test.yml");
    assertThat(Prometheus.complaintOf(promtool.toString(), "test", "rules", cases.toString()))
        .isNull();
  }

  /** Each query under the name of its dashboard and panel, as Grafana would send it. */
  private static Map<String, String> panels() throws IOException {
    Map<String, String> queries = new TreeMap<>();
    Path dashboards = Project.root().resolve("ops/grafana/dashboards");
    try (Stream<Path> files = Files.list(dashboards)) {
      files.map(QueriesIT::read).forEach(dashboard -> enter(dashboard, queries));
    }
    return queries;
  }

  private static void enter(JsonNode dashboard, Map<String, String> queries) {
    for (JsonNode panel : dashboard.path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        queries.put(
            "%s / %s / %s"
                .formatted(
                    dashboard.path("title").asString(),
                    panel.path("title").asString(),
                    target.path("refId").asString()),
            target.path("expr").asString().replace("$__rate_interval", "20s"));
      }
    }
  }

  private static JsonNode read(Path file) {
    try {
      return JsonMapper.shared().readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
