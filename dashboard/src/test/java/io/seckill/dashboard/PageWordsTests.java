package io.seckill.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Everything that the page says is said in Chinese too. */
class PageWordsTests {

  private static final Pattern SAID = Pattern.compile("say\\(\"([^\"]+)\"");
  private static final Pattern CHOSEN =
      Pattern.compile("say\\([^\"()]*\\? \"([^\"]+)\" : \"([^\"]+)\"");
  private static final Pattern DRAWN = Pattern.compile("(?:does|doesBrief): \"([^\"]+)\"");
  private static final Pattern IN_HTML = Pattern.compile("data-word>([^<]+)<");
  private static final Pattern BEFORE = Pattern.compile("^  \"([^\"]+)\":", Pattern.MULTILINE);

  @Test
  void everythingThatTheScriptsSayHasAChineseWording() throws IOException {
    Set<String> said = new TreeSet<>();
    for (var script :
        new PathMatchingResourcePatternResolver()
            .getResources("classpath:io/seckill/dashboard/page/*.js")) {
      String text = script.getContentAsString(StandardCharsets.UTF_8);
      find(SAID, text, said);
      find(CHOSEN, text, said);
      find(DRAWN, text, said);
    }
    assertThat(said).hasSizeGreaterThan(30).contains("is down", "limits the crowd");

    said.removeAll(Wordings.chinese().keySet());
    said.removeAll(knownBeforeTheServiceAnswers());
    assertThat(said).isEmpty();
  }

  @Test
  void whatStandsInThePageIsKnownBeforeTheServiceAnswers() throws IOException {
    Set<String> standing = new TreeSet<>();
    find(IN_HTML, read("index.html").replaceAll("\\s+", " "), standing);
    assertThat(standing).contains("Connecting…");

    assertThat(knownBeforeTheServiceAnswers()).containsAll(standing);
  }

  private static Set<String> knownBeforeTheServiceAnswers() throws IOException {
    Set<String> known = new TreeSet<>();
    find(BEFORE, read("words.js"), known);
    return known;
  }

  private static void find(Pattern pattern, String text, Set<String> found) {
    pattern
        .matcher(text)
        .results()
        .forEach(
            match -> {
              for (int group = 1; group <= match.groupCount(); group++) {
                found.add(match.group(group));
              }
            });
  }

  private static String read(String file) throws IOException {
    return new ClassPathResource("page/" + file, PageFiles.class)
        .getContentAsString(StandardCharsets.UTF_8);
  }
}
