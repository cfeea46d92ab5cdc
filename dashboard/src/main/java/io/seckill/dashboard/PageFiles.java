package io.seckill.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
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

  static final String PAGE = "index.html";

  private static final MediaType CSS = new MediaType("text", "css", StandardCharsets.UTF_8);
  private static final MediaType SCRIPT =
      new MediaType("text", "javascript", StandardCharsets.UTF_8);
  private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);
  private static final String CHART_JS =
      "classpath*:META-INF/resources/webjars/chart.js/*/dist/chart.umd.min.js";

  private final Map<String, PageFile> files = new HashMap<>();

  PageFiles() {
    addOwn(PAGE, HTML);
    addOwn("page.css", CSS);
    addOwn("page.js", SCRIPT);
    add("chart.js", SCRIPT, chartJs());
  }

  /** A file as it is served. */
  record PageFile(byte[] bytes, MediaType type, String etag) {}

  @Nullable PageFile find(String name) {
    return files.get(name);
  }

  private void addOwn(String name, MediaType type) {
    add(name, type, new ClassPathResource("page/" + name, PageFiles.class));
  }

  private void add(String name, MediaType type, Resource resource) {
    try (InputStream in = resource.getInputStream()) {
      byte[] bytes = in.readAllBytes();
      files.put(name, new PageFile(bytes, type, '"' + DigestUtils.md5DigestAsHex(bytes) + '"'));
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
