package io.seckill.system;

import static org.awaitility.Awaitility.await;

import io.seckill.stack.plan.Service;
import io.seckill.stack.process.Ports;
import java.io.File;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A real Prometheus with the alert rules of this project, which looks at a running system every
 * second. The program is the one that system property {@code seckill.test.prometheus} names, or the
 * one on the path.
 */
final class Prometheus implements AutoCloseable {

  private static final String PROPERTY = "seckill.test.prometheus";

  private final Http http = new Http();
  private final String url;
  private final Process process;

  private Prometheus(String url, Process process) {
    this.url = url;
    this.process = process;
  }

  /** Whether there is one; whoever names one by the property is taken at their word. */
  static boolean isThere() {
    return System.getProperty(PROPERTY) != null || onThePath().isPresent();
  }

  static String program() {
    String named = System.getProperty(PROPERTY);
    return named != null ? named : onThePath().map(Path::toString).orElse("prometheus");
  }

  private static Optional<Path> onThePath() {
    return Arrays.stream(
            Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "prometheus"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Prometheus lookingAt(RunningSystem system, Path folder) throws IOException {
    int port = Ports.anyFree();
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(config, config(system));
    Process process =
        new ProcessBuilder(
                program(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    Prometheus started = new Prometheus("http://127.0.0.1:" + port, process);
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> started.http.getText(started.url + "/-/ready").contains("Ready"));
    return started;
  }

  /** The jobs of ops/prometheus/prometheus.yml, where this system has them. */
  private static String config(RunningSystem system) {
    StringBuilder config =
        new StringBuilder("global: {scrape_interval: 1s, evaluation_interval: 1s}\n")
            .append("rule_files: [%s]\nscrape_configs:\n".formatted(rules()));
    for (Service service : Service.values()) {
      String target = system.stack().url(service.id() + "-1").replace("http://", "");
      config.append(
          """
            - job_name: %s
              metrics_path: /actuator/prometheus
              static_configs: [{targets: ["%s"]}]
          """
              .formatted(service.module(), target));
    }
    return config.toString();
  }

  static Path rules() {
    return Project.root().resolve("ops/prometheus/rules.yml");
  }

  /** What a query finds now, one element for each series. */
  JsonNode query(String expression) {
    String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    return http.get(url + "/api/v1/query?query=" + query).path("data").path("result");
  }

  /** The rules as they stand. */
  Stream<JsonNode> ruleStates() {
    JsonNode groups = http.get(url + "/api/v1/rules").path("data").path("groups");
    return groups.valueStream().flatMap(group -> group.path("rules").valueStream());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** What a program says, or null where it ends well. */
  static @Nullable String complaintOf(String... command) throws IOException, InterruptedException {
    Process check = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return check.waitFor() == 0 ? null : said;
  }
}
