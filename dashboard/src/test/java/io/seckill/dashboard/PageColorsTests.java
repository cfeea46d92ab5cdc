package io.seckill.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

/**
 * Text and signs stand out enough to be read, by the formula of <a
 * href="https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio">WCAG 2.2</a>: 4.5 for text (1.4.3, AA), 3
 * for lines that carry meaning (1.4.11).
 */
class PageColorsTests {

  private static final Pattern COLOR = Pattern.compile("--([a-z0-9-]+): #([0-9a-f]{6});");
  private static final Map<String, List<String>> TEXT_ON =
      Map.of(
          "text", List.of("ground", "surface", "topic", "bubble", "bad-ground"),
          "muted", List.of("ground", "surface", "topic", "bad-ground"),
          "accent", List.of("ground", "surface"),
          "on-accent", List.of("accent"),
          "live", List.of("surface", "live-ground"),
          "bad", List.of("surface", "bad-ground"));
  private static final List<String> LINES =
      List.of("edge", "s0", "s1", "s2", "s3", "s4", "s5", "live", "bad");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void textAndLinesStandOut(boolean dark) throws IOException {
    Map<String, Integer> colors = colors(dark);

    TEXT_ON.forEach(
        (text, grounds) ->
            grounds.forEach(
                ground ->
                    assertThat(contrast(colors.get(text), colors.get(ground)))
                        .as("%s on %s", text, ground)
                        .isGreaterThanOrEqualTo(4.5)));
    for (String line : LINES) {
      assertThat(contrast(colors.get(line), colors.get("surface")))
          .as(line)
          .isGreaterThanOrEqualTo(3);
    }
  }

  /** The second list of colours is that of the dark page. */
  private static Map<String, Integer> colors(boolean dark) throws IOException {
    String css =
        new ClassPathResource("page/page.css", PageFiles.class)
            .getContentAsString(StandardCharsets.UTF_8);
    int second = css.indexOf("@media (prefers-color-scheme: dark)");
    Matcher matcher = COLOR.matcher(dark ? css.substring(second) : css.substring(0, second));
    Map<String, Integer> colors = new HashMap<>();
    while (matcher.find()) {
      colors.put(matcher.group(1), Integer.parseInt(matcher.group(2), 16));
    }
    return colors;
  }

  private static double contrast(int one, int other) {
    double lighter = Math.max(luminance(one), luminance(other));
    double darker = Math.min(luminance(one), luminance(other));
    return (lighter + 0.05) / (darker + 0.05);
  }

  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
  }

  private static double linear(int channel) {
    double share = (channel & 0xff) / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
