package io.seckill.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

/** What services declare and what the picture draws are the same arrows. */
class PictureTests {

  private static final Pattern ARROW = Pattern.compile("\"([a-z]+-[a-z]+)\": \\[\"M");
  private static final Pattern PLACE = Pattern.compile("([a-z]+): \\[\\d+(?:, \\d+){3}\\]");

  @ParameterizedTest
  @ValueSource(strings = {"WIDE", "NARROW"})
  void drawsEveryArrowAndBothItsEnds(String layout) throws IOException {
    String system =
        new ClassPathResource("page/system.js", PageFiles.class)
            .getContentAsString(StandardCharsets.UTF_8);
    int start = system.indexOf("export const " + layout);
    String drawn = system.substring(start, system.indexOf("\n};", start));
    Set<String> arrows = found(ARROW, drawn);

    assertThat(arrows)
        .isEqualTo(Arrays.stream(Arrow.values()).map(Arrow::id).collect(Collectors.toSet()));
    assertThat(found(PLACE, drawn))
        .isEqualTo(
            arrows.stream()
                .flatMap(arrow -> Arrays.stream(arrow.split("-")))
                .collect(Collectors.toSet()));
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toSet());
  }
}
