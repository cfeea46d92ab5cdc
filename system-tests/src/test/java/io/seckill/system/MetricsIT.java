package io.seckill.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.stack.plan.Service;
import io.seckill.stack.sale.SaleOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the services tell of themselves is what docs/metrics.md says. */
class MetricsIT {

  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| `(seckill_\\w+)` \\| (\\w+) \\| [^|]+ \\| ([^|]*) \\| ([^|]+) \\|$");
  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (seckill_\\w+) (\\w+)$");
  private static final Pattern SAMPLE =
      Pattern.compile("(?m)^(seckill_\\w+?)(?:_count|_sum)?(?:\\{([^}]*)})? \\S+$");
  private static final Pattern TAG = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  /** Outcomes are the most there are. */
  private static final int VALUES_MAX = 20;

  private static final RunningSystem SYSTEM = RunningSystem.standard();
  private static Map<String, Documented> documented;

  private record Documented(String kind, Set<String> tags, String meaning) {

    /** Some are told only in a certain setting. */
    boolean always() {
      return !meaning.contains("Only with ");
    }
  }

  @BeforeAll
  static void holdASale() throws IOException {
    documented =
        ROW.matcher(Files.readString(Project.root().resolve("docs/metrics.md")))
            .results()
            .collect(Collectors.toMap(row -> row.group(1), MetricsIT::documented));
    SaleOptions options = SYSTEM.sale(20, 60, 30);
    assertThat(RunningSale.begin(options).report().violations()).isEmpty();
  }

  private static Documented documented(MatchResult row) {
    Set<String> tags = new TreeSet<>();
    Pattern.compile("\\w+").matcher(row.group(3)).results().forEach(tag -> tags.add(tag.group()));
    return new Documented(row.group(2), tags, row.group(4));
  }

  @ParameterizedTest
  @EnumSource
  void tellsNothingThatIsNotInTheTables(Service service) {
    String told = told(service);
    Map<String, String> kinds = new TreeMap<>();
    TYPE.matcher(told).results().forEach(type -> kinds.put(type.group(1), type.group(2)));
    assertThat(kinds).isNotEmpty();
    assertThat(documented.keySet()).containsAll(kinds.keySet());
    kinds.forEach((name, kind) -> assertThat(documented.get(name).kind()).as(name).isEqualTo(kind));
  }

  @ParameterizedTest
  @EnumSource
  void hasTheTagsOfTheTablesAndFewValues(Service service) {
    Map<String, Set<String>> values = new TreeMap<>();
    Matcher samples = SAMPLE.matcher(told(service));
    while (samples.find()) {
      String name = samples.group(1);
      Set<String> tags = new TreeSet<>();
      if (samples.group(2) != null) {
        for (MatchResult tag : TAG.matcher(samples.group(2)).results().toList()) {
          tags.add(tag.group(1));
          values
              .computeIfAbsent(name + " " + tag.group(1), key -> new TreeSet<>())
              .add(tag.group(2));
        }
      }
      tags.remove("quantile");
      assertThat(tags).as(name).isEqualTo(documented.get(name).tags());
    }
    assertThat(values)
        .allSatisfy((tag, those) -> assertThat(those).as(tag).hasSizeLessThan(VALUES_MAX));
  }

  @Test
  void theTablesNameNothingThatNobodyTells() {
    Set<String> told = new TreeSet<>();
    for (Service service : Service.values()) {
      TYPE.matcher(told(service)).results().forEach(type -> told.add(type.group(1)));
    }
    Set<String> expected =
        documented.entrySet().stream()
            .filter(row -> row.getValue().always())
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(told).containsAll(expected);
  }

  private static String told(Service service) {
    return new Http().getText(SYSTEM.stack().url(service.id() + "-1") + "/actuator/prometheus");
  }
}
