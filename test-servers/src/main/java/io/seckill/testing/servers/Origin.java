package io.seckill.testing.servers;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the servers of this JVM's tests come from: the system property {@value #PROPERTY}, else the
 * environment variable {@value #VARIABLE}, else {@code auto}. Decided once, and said in one line.
 */
enum Origin {
  /** The servers of local-stack. */
  EMBEDDED,
  /** Testcontainers. */
  CONTAINERS;

  static final String PROPERTY = "seckill.test.servers";
  static final String VARIABLE = "SECKILL_TEST_SERVERS";

  private static final Logger log = LoggerFactory.getLogger(Origin.class);
  private static final String AUTO = "auto";

  private static @Nullable Origin decided;

  /**
   * An origin and what it was chosen for.
   *
   * @param reason the end of a sentence
   */
  record Choice(Origin origin, String reason) {}

  /** The first call asks for a Docker engine where that decides, within two seconds. */
  static synchronized Origin ofThisJvm() {
    if (decided == null) {
      Choice choice =
          choose(
              Optional.ofNullable(System.getProperty(PROPERTY))
                  .or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
                  .orElse(AUTO),
              DockerEngine.OfThisMachine::ask);
      decided = choice.origin();
      log.info("Test servers: {}, as {}", decided.setting(), choice.reason());
    }
    return decided;
  }

  /**
   * @param setting {@code embedded}, {@code containers} or {@code auto}
   * @param engine asked in the last case only
   */
  static Choice choose(String setting, Supplier<DockerEngine.Answer> engine) {
    if (setting.equals(AUTO)) {
      DockerEngine.Answer answer = engine.get();
      return new Choice(answer.isThere() ? CONTAINERS : EMBEDDED, answer.sentence());
    }
    return Arrays.stream(values())
        .filter(origin -> origin.setting().equals(setting))
        .findFirst()
        .map(origin -> new Choice(origin, "%s says so".formatted(PROPERTY)))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: %s (expected: embedded, containers, auto)".formatted(PROPERTY, setting)));
  }

  private String setting() {
    return name().toLowerCase(Locale.ROOT);
  }
}
