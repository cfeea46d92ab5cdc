package io.seckill.benchmarks.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MemoryUseTests {

  private static final Pattern BLOCK = Pattern.compile("^(?:  |x-)([a-z-]+):(?: &[a-z-]+)?$");
  private static final Pattern LIMIT = Pattern.compile("^ +mem_limit: ([0-9]+)m$");

  @Test
  void limitsAreThoseOfTheContainers() throws IOException {
    Map<String, Integer> containers = containers();
    MemoryUse.LIMITS.forEach(
        (process, megabytes) ->
            assertThat(containers.get(process.toLowerCase(Locale.ROOT)))
                .as(process)
                .isEqualTo(megabytes));
  }

  /** Megabytes by the name of the block, shortened to how the stack calls it. */
  private static Map<String, Integer> containers() throws IOException {
    Map<String, Integer> limits = new HashMap<>();
    String name = "";
    for (String line : Files.readAllLines(Path.of("..", "docker-compose.yml"))) {
      Matcher block = BLOCK.matcher(line);
      Matcher limit = LIMIT.matcher(line);
      if (limit.matches()) {
        limits.putIfAbsent(name, Integer.parseInt(limit.group(1)));
      } else if (block.matches()) {
        name = block.group(1).replace("-service", "").replaceAll("^postgres$", "postgresql");
      }
    }
    return limits;
  }
}
