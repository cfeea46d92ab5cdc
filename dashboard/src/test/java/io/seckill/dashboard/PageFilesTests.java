package io.seckill.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageFilesTests {

  private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
  private static final Pattern IMPORT = Pattern.compile("from \"\\./([^\"]+)\"");

  private final String page = new String(new PageFiles().page().bytes(), StandardCharsets.UTF_8);

  /** What the page loads from its own server. */
  static List<String> filesNamedBy(String page) {
    return REFERENCE
        .matcher(page)
        .results()
        .map(result -> result.group(1))
        .filter(reference -> !reference.startsWith("data:") && !reference.startsWith("#"))
        .toList();
  }

  /** What a script loads from its own folder. */
  static List<String> filesImportedBy(String script) {
    return IMPORT.matcher(script).results().map(result -> "dashboard/" + result.group(1)).toList();
  }

  @Test
  void loadsNothingFromTheNetwork() {
    assertThat(filesNamedBy(page)).isNotEmpty().allMatch(file -> file.startsWith("dashboard/"));
  }

  @Test
  void needsNothingThatItsContentSecurityPolicyForbids() {
    assertThat(page).doesNotContainPattern("\\son[a-z]+=").doesNotContain("style=", "<style");
  }
}
