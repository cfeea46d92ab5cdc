package io.seckill.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The Chinese wordings of English texts: this module's own and those of the service. */
final class Wordings {

  private static final String CHINESE = "classpath*:dashboard/zh.json";

  private Wordings() {}

  /** English text to Chinese text. */
  static Map<String, String> chinese() {
    try {
      Map<String, String> all = new TreeMap<>();
      for (Resource one : new PathMatchingResourcePatternResolver().getResources(CHINESE)) {
        try (InputStream in = one.getInputStream()) {
          all.putAll(
              JsonMapper.shared().readValue(in, new TypeReference<Map<String, String>>() {}));
        }
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
