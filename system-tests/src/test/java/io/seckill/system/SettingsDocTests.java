package io.seckill.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.stack.plan.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of settings names every environment variable that there is, and no other. */
class SettingsDocTests {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(SECKILL_[A-Z_]+)(?::[^}]*)?}");
  private static final Pattern NAME = Pattern.compile("SECKILL_[A-Z]+(?:_[A-Z]+)*");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(SECKILL_[A-Z_]+)`");

  private final Path root = Project.root();

  @Test
  void namesEveryEnvironmentVariableAndNoOther() throws IOException {
    Set<String> known = new TreeSet<>(read(applicationFiles(), PLACEHOLDER));
    known.addAll(namesInLocalStack());

    List<String> documented = rows();

    assertThat(documented).as("docs/settings.md names each once").doesNotHaveDuplicates();
    assertThat(documented).as("docs/settings.md").containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void tellsTheDefaultsThatTheServicesHave() throws IOException {
    String table = Files.readString(root.resolve("docs/settings.md"));
    Pattern withDefault = Pattern.compile("\\$\\{(SECKILL_[A-Z_]+):([^}]+)}");
    for (Path file : applicationFiles()) {
      // A port's default differs from service to service; the table tells them all in one cell.
      List<MatchResult> settings = withDefault.matcher(Files.readString(file)).results().toList();
      assertThat(settings).as("settings in %s", file).isNotEmpty();
      for (MatchResult setting : settings) {
        String row =
            table
                .lines()
                .filter(line -> line.startsWith("| `" + setting.group(1) + "`"))
                .findFirst()
                .orElse("");
        assertThat(row).as("row of %s", setting.group(1)).contains(setting.group(2));
      }
    }
  }

  private List<String> rows() throws IOException {
    return ROW.matcher(Files.readString(root.resolve("docs/settings.md")))
        .results()
        .map(row -> row.group(1))
        .toList();
  }

  private Set<String> namesInLocalStack() throws IOException {
    Path sources = root.resolve("local-stack/src/main/java");
    Set<String> names = new TreeSet<>(read(files(sources, ".java"), NAME));
    // Composed of a service's name.
    for (Service service : Service.values()) {
      names.add(service.httpPortSetting());
      if (service.servesGrpc()) {
        names.add(service.grpcPortSetting());
      }
    }
    return names;
  }

  private List<Path> applicationFiles() throws IOException {
    Stream<Path> services =
        Arrays.stream(Service.values())
            .map(service -> root.resolve(service.module()))
            .map(module -> module.resolve("src/main/resources/application.yml"));
    Path subscribers =
        root.resolve("order-feed/src/main/resources/io/seckill/orders/feed/defaults.properties");
    Path traces = root.resolve("tracing/src/main/resources/io/seckill/tracing/defaults.properties");
    List<Path> files = Stream.concat(services, Stream.of(subscribers, traces)).toList();
    assertThat(files).allMatch(Files::isRegularFile, "is there");
    return files;
  }

  private static List<Path> files(Path folder, String suffix) throws IOException {
    Predicate<Path> wanted = file -> file.toString().endsWith(suffix);
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(wanted).toList();
    }
  }

  private static Set<String> read(List<Path> files, Pattern pattern) throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path file : files) {
      pattern
          .matcher(Files.readString(file))
          .results()
          .map(match -> match.groupCount() > 0 ? match.group(1) : match.group())
          .forEach(names::add);
    }
    return names;
  }
}
