package io.seckill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A page that leads to another one of this repository leads to one that is there. */
class DocLinksTests {

  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

  private final Path root = Project.root();

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<Path> pages = pages();
    assertThat(pages).hasSizeGreaterThan(10);
    assertThat(pages.stream().flatMap(DocLinksTests::deadLinks)).isEmpty();
  }

  private List<Path> pages() throws IOException {
    try (Stream<Path> top = Files.list(root);
        Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      return Stream.concat(top, docs).filter(file -> file.toString().endsWith(".md")).toList();
    }
  }

  private static Stream<String> deadLinks(Path page) {
    try {
      return LINK.matcher(Files.readString(page))
          .results()
          .map(link -> link.group(1))
          .filter(target -> !target.contains("://"))
          .filter(target -> !Files.exists(page.resolveSibling(target)))
          .map(target -> page.getFileName() + " -> " + target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
