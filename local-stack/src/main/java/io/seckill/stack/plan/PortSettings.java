package io.seckill.stack.plan;

import io.seckill.stack.process.ProcessFailure;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ports as the environment has them: by the same variables that tell services where servers are.
 */
record PortSettings(Map<String, String> environment) {

  static final int PORT_MAX = 65_535;

  private static final Pattern HERE = Pattern.compile("(?:127\\.0\\.0\\.1|localhost):([0-9]{1,5})");
  private static final Pattern DATABASE_HERE =
      Pattern.compile("jdbc:postgresql://" + HERE + "/seckill");

  int kafkaPort() {
    return port("SECKILL_KAFKA", 9092, HERE, "127.0.0.1:PORT, where this stack starts Kafka");
  }

  int postgresPort() {
    return port(
        "SECKILL_POSTGRES_URL",
        5432,
        DATABASE_HERE,
        "jdbc:postgresql://127.0.0.1:PORT/seckill, where this stack starts PostgreSQL");
  }

  /** A variable that is the port and nothing else. */
  int port(String name, int standard) {
    return port(name, standard, Pattern.compile("([0-9]{1,5})"), "1 to " + PORT_MAX);
  }

  private int port(String name, int standard, Pattern form, String expected) {
    String text = environment.getOrDefault(name, "").strip();
    if (text.isEmpty()) {
      return standard;
    }
    Matcher matcher = form.matcher(text);
    int port = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    if (port < 1 || port > PORT_MAX) {
      throw new ProcessFailure("%s: '%s' (expected: %s)".formatted(name, text, expected));
    }
    return port;
  }
}
