package io.seckill.stack.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AuditMemoryTests {

  /** Half of what ./seckill gives an audit, which also has to read Kafka, Redis and PostgreSQL. */
  private static final String HEAP = "-Xmx256m";

  private static final Pattern SAID =
      Pattern.compile("violated: (\\d+), bytes per order: (\\d+)\\s*");

  @Test
  void aMillionOrdersFitIntoHalfTheHeapOfAnAudit() throws IOException, InterruptedException {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AMillionOrders.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(program.waitFor()).as(said).isZero();
    Matcher figures = SAID.matcher(said);
    assertThat(figures.matches()).as(said).isTrue();
    assertThat(figures.group(1)).isEqualTo("0");
    assertThat(Integer.parseInt(figures.group(2))).as("bytes per order").isBetween(50, 130);
  }

  @Test
  void tooLittleMemoryIsASentenceAndCouldNot() throws InterruptedException {
    int exit = AuditCommand.endingInASentence(() -> new long[Integer.MAX_VALUE].length);

    assertThat(exit).isEqualTo(2);
  }
}
