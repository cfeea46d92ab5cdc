package io.seckill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a page leads to, another page of this repository or a test that it names, is there. */
class DocLinksTests {

  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

  private static final Pattern TEST = Pattern.compile("`(\\w+(?:IT|Tests))(?:\\.(\\w+))?`");

  private final Path root = Project.root();

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<Path> pages = pages();
    assertThat(pages).hasSizeGreaterThan(10);
    assertThat(pages.stream().flatMap(DocLinksTests::deadLinks)).isEmpty();
  }

  @Test
  void everyTestThatIsNamedIsThere() throws IOException {
    Map<String, String> tests = tests();
    List<MatchResult> named = new ArrayList<>();
    pages().forEach(page -> TEST.matcher(text(page)).results().forEach(named::add));
    assertThat(named).hasSizeGreaterThan(30);
    assertThat(named)
        .allSatisfy(
            test -> {
              assertThat(tests).containsKey(test.group(1));
              if (test.group(2) != null) {
                assertThat(tests.get(test.group(1)))
                    .as(test.group())
                    .contains(" " + test.group(2) + "(");
              }
            });
  }

  private Map<String, String> tests() throws IOException {
    try (Stream<Path> files =
        Files.find(root, 20, (file, is) -> file.toString().matches(".*(IT|Tests)\\.java"))) {
      return files.collect(
          Collectors.toMap(DocLinksTests::className, DocLinksTests::text, String::concat));
    }
  }

  private static String className(Path source) {
    return source.getFileName().toString().replace(".java", "");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> pages() throws IOException {
    try (Stream<Path> top = Files.list(root);
        Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      return Stream.concat(top, docs).filter(file -> file.toString().endsWith(".md")).toList();
    }
  }

  private static Stream<String> deadLinks(Path page) {
    return LINK.matcher(text(page))
        .results()
        .map(link -> link.group(1))
        .filter(target -> !target.contains("://"))
        .filter(target -> !Files.exists(page.resolveSibling(target)))
        .map(target -> page.getFileName() + " -> " + target);
  }
}
