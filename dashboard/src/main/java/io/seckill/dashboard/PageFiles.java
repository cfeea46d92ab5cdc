package io.seckill.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.util.DigestUtils;

/**
 * The files of the page, read once. They are served by the controller and not as static resources,
 * so that they are there under the same names in both web stacks, whatever a service sets for its
 * own resources.
 */
final class PageFiles {

  private static final MediaType CSS = new MediaType("text", "css", StandardCharsets.UTF_8);
  private static final MediaType SCRIPT =
      new MediaType("text", "javascript", StandardCharsets.UTF_8);
  private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);
  private static final String CHART_JS =
      "classpath*:META-INF/resources/webjars/chart.js/*/dist/chart.umd.min.js";

  private static final List<String> SCRIPTS =
      List.of(
          "page.js",
          "words.js",
          "elements.js",
          "flow.js",
          "system.js",
          "past.js",
          "figures.js",
          "plots.js",
          "tables.js",
          "rows.js",
          "search.js",
          "action.js",
          "journey.js",
          "live.js");

  private final PageFile page;
  private final Map<String, PageFile> files = new HashMap<>();

  PageFiles() {
    page = read("index.html", HTML, own("index.html"));
    files.put("page.css", read("page.css", CSS, own("page.css")));
    SCRIPTS.forEach(name -> files.put(name, read(name, SCRIPT, own(name))));
    files.put("chart.js", read("chart.js", SCRIPT, chartJs()));
  }

  /** A file as it is served. */
  record PageFile(byte[] bytes, MediaType type, String etag) {}

  PageFile page() {
    return page;
  }

  @Nullable PageFile find(String name) {
    return files.get(name);
  }

  private static Resource own(String name) {
    return new ClassPathResource("page/" + name, PageFiles.class);
  }

  private static PageFile read(String name, MediaType type, Resource resource) {
    try (InputStream in = resource.getInputStream()) {
      byte[] bytes = in.readAllBytes();
      return new PageFile(bytes, type, '"' + DigestUtils.md5DigestAsHex(bytes) + '"');
    } catch (IOException e) {
      throw new UncheckedIOException("page file '" + name + "' is not in the dashboard's jar", e);
    }
  }

  private static Resource chartJs() {
    try {
      Resource[] found = new PathMatchingResourcePatternResolver().getResources(CHART_JS);
      if (found.length != 1) {
        throw new IllegalStateException(
            "chart.js on the class path: %d (expected: 1)".formatted(found.length));
      }
      return found[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
