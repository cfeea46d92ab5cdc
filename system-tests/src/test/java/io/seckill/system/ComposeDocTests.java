package io.seckill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page on Docker names every variable that the compose file reads, with its default. */
class ComposeDocTests {

  private static final Pattern READ = Pattern.compile("\\$\\{([A-Z0-9_]+)(?::-([^}]*))?}");
  private static final Pattern HANDED_ON = Pattern.compile("(?m)^ +([A-Z][A-Z0-9_]+):$");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([A-Z0-9_]+)` \\| ([^|]*) \\| [^|]+ \\|$");

  private final Path root = Project.root();

  @Test
  void namesEveryVariableOfTheComposeFileWithItsDefaultAndNoOther() throws IOException {
    Map<String, String> known = new TreeMap<>();
    List<String> handedOn = matches("docker-compose.yml", HANDED_ON, 1);
    for (MatchResult read : results("docker-compose.yml", READ)) {
      String value = read.group(2) == null || read.group(2).isEmpty() ? "none" : read.group(2);
      String before = known.put(read.group(1), value);
      assertThat(before == null ? value : before)
          .as("default of %s, the same wherever it is read", read.group(1))
          .isEqualTo(value);
    }
    // The container's own.
    known.remove("HOSTNAME");
    handedOn.stream()
        .filter(name -> !name.startsWith("SECKILL_"))
        .forEach(name -> known.put(name, "none"));

    Map<String, String> documented = new TreeMap<>();
    results("docs/docker.md", ROW).forEach(row -> documented.put(row.group(1), row.group(2)));

    assertThat(documented).as("docs/docker.md").isEqualTo(known);
  }

  @Test
  void namesTheSettingsThatAreHandedOn() throws IOException {
    String page = Files.readString(root.resolve("docs/docker.md"));
    List<String> settings = matches("docs/settings.md", Pattern.compile("(?m)^\\| `(\\w+)`"), 1);
    for (String name : new TreeSet<>(matches("docker-compose.yml", HANDED_ON, 1))) {
      assertThat(page).contains("`" + name + "`");
      if (name.startsWith("SECKILL_")) {
        assertThat(settings).contains(name);
      }
    }
  }

  private List<MatchResult> results(String file, Pattern pattern) throws IOException {
    return pattern.matcher(Files.readString(root.resolve(file))).results().toList();
  }

  private List<String> matches(String file, Pattern pattern, int group) throws IOException {
    return results(file, pattern).stream().map(match -> match.group(group)).toList();
  }
}
