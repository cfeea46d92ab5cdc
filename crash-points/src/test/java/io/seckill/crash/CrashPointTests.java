package io.seckill.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A process of its own for each, since it is to die. */
class CrashPointTests {

  /** Reaches two points three times, and says how often. */
  static final class Walk {

    public static void main(String[] args) {
      for (int time = 1; time <= 3; time++) {
        CrashPoint.AFTER_POLL.reached();
        CrashPoint.AFTER_RESERVE.reached();
        System.out.println("walked " + time);
      }
    }
  }

  private record Ended(int exitCode, String said) {}

  @Test
  void nothingHappensWhereThePropertyIsNotSet() throws Exception {
    Ended walk = walk();

    assertThat(walk.exitCode()).isZero();
    assertThat(walk.said().lines()).containsExactly("walked 1", "walked 2", "walked 3");
  }

  @Test
  void haltsAtThePointOfThePropertyAndSaysWhich() throws Exception {
    Ended walk = walk("-Dseckill.crash.point=after-reserve");

    assertThat(walk.exitCode()).isEqualTo(CrashPoint.EXIT_CODE);
    assertThat(walk.said().lines())
        .containsExactly("Crash point after-reserve reached, time 1: this process halts");
  }

  @Test
  void haltsWhenItIsReachedForTheNthTime() throws Exception {
    Ended walk = walk("-Dseckill.crash.point=after-poll:3");

    assertThat(walk.exitCode()).isEqualTo(CrashPoint.EXIT_CODE);
    assertThat(walk.said().lines())
        .containsExactly(
            "walked 1", "walked 2", "Crash point after-poll reached, time 3: this process halts");
  }

  @ParameterizedTest
  @EnumSource
  void everyPointIsFoundByItsName(CrashPoint point) {
    assertThat(Fuse.parse(point.toString()).point()).isEqualTo(point);
    assertThat(Fuse.parse(point + ":17").times()).isEqualTo(17);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "after-lunch", "AFTER_POLL", "after-poll:0", "after-poll:1:2"})
  void refusesWhatIsNoPoint(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fuse.parse(text))
        .withMessageContaining("seckill.crash.point: '" + text + "' (expected: POINT")
        .withMessageContaining("after-reserve");
  }

  private static Ended walk(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Walk.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), said);
  }
}
