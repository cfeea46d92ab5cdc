package io.seckill.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seckill.contracts.Topics;
import io.seckill.stack.letters.DltCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What no service can read is set aside with its reason, counted, and can be sent back. */
@ExtendWith(CrashStack.Shared.class)
class DeadLettersIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final CrashStack system;
  private final Http http = new Http();

  DeadLettersIT(CrashStack system) {
    this.system = system;
  }

  @BeforeEach
  void everythingRuns() {
    system.expectWhole();
  }

  @ParameterizedTest
  @CsvSource({
    Topics.REQUESTS + ",seckill-1,seckill-service",
    Topics.RESERVATIONS + ",order-1,order-service",
    Topics.ORDERS + ",notification-1,stats-service",
  })
  void poisonIsListedCountedReplayedAndSetAside(String topic, String counter, String service)
      throws Exception {
    String key = "poison-" + UUID.randomUUID();
    dlt("discard", topic);

    new Stores(system.addresses()).append(topic, key, "no message".getBytes(UTF_8));

    await()
        .atMost(SOON)
        .until(
            () ->
                dlt("list", topic)
                    .lines()
                    .anyMatch(line -> line.contains(key) && line.contains(service)));
    await().atMost(SOON).until(() -> depth(counter, topic) > 0);
    long before = dlt("list", topic).lines().filter(line -> line.contains(key)).count();

    dlt("replay", topic);

    // It is no better than before: each letter that was sent back comes back as new ones.
    await()
        .atMost(SOON)
        .until(
            () ->
                dlt("list", topic, "--all").lines().filter(line -> line.contains(key)).count()
                    > before);
    assertThat(dlt("replay", topic, "--max", "0")).contains("0 letters sent back");
    await()
        .atMost(SOON)
        .until(
            () -> {
              dlt("discard", topic);
              return depth(counter, topic) == 0;
            });
  }

  private String dlt(String... arguments) {
    StringWriter said = new StringWriter();
    int code =
        new CommandLine(new DltCommand(system.addresses()))
            .setOut(new PrintWriter(said, true))
            .setErr(new PrintWriter(said, true))
            .execute(arguments);
    assertThat(code).as("dlt %s: %s", Arrays.toString(arguments), said).isZero();
    return said.toString();
  }

  private double depth(String process, String topic) {
    String page = http.getText(system.processes().url(process) + "/actuator/prometheus");
    Matcher depth =
        Pattern.compile(
                "(?m)^seckill_dlt_depth\\{[^}]*topic=\"%s-dlt\"[^}]*} (\\S+)$"
                    .formatted(Pattern.quote(topic)))
            .matcher(page);
    return depth.find() ? Double.parseDouble(depth.group(1)) : Double.NaN;
  }
}
