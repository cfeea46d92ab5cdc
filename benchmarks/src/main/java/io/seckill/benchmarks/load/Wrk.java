package io.seckill.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends the same closed loop by {@code wrk}, where it is installed: a second opinion on how much
 * the generator itself costs.
 */
public final class Wrk {

  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final long GRACE_SECONDS = 20;

  private static final String SCRIPT =
      """
      local n = 0
      request = function()
        n = n + 1
        return wrk.format("POST", nil, {
          ["Content-Type"] = "application/json",
          ["X-User-Id"] = "wrk-" .. n,
          ["Idempotency-Key"] = "wrk-" .. n
        }, '{"quantity":1}')
      end
      """;

  private Wrk() {}

  /** Answers a second; empty where there is no {@code wrk} or it said nothing. */
  public static OptionalDouble answersPerSecond(Load load)
      throws IOException, InterruptedException {
    Path script = Files.createTempFile("bench", ".lua");
    try {
      Files.writeString(script, SCRIPT);
      Process wrk = start(load, script);
      String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      wrk.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
      return rateIn(said);
    } catch (IOException notInstalled) {
      return OptionalDouble.empty();
    } finally {
      Files.delete(script);
    }
  }

  private static Process start(Load load, Path script) throws IOException {
    return new ProcessBuilder(
            List.of(
                "wrk",
                "-t1",
                "-c" + load.connections(),
                "-d" + load.duration().toSeconds() + "s",
                "-s",
                script.toString(),
                load.address().resolve(load.path()).toString()))
        .redirectErrorStream(true)
        .start();
  }

  static OptionalDouble rateIn(String said) {
    Matcher rate = RATE.matcher(said);
    return rate.find()
        ? OptionalDouble.of(Double.parseDouble(rate.group(1)))
        : OptionalDouble.empty();
  }
}
