package io.seckill.testing.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.testing.servers.DockerEngine.Answer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OriginTests {

  private static final Supplier<Answer> NOT_TO_BE_ASKED =
      () -> {
        throw new AssertionError("nobody needs to know");
      };

  @Test
  void containersWhereAnEngineAnswersElseEmbedded() {
    assertThat(Origin.choose("auto", () -> new Answer(true, "one answers")))
        .isEqualTo(new Origin.Choice(Origin.CONTAINERS, "one answers"));
    assertThat(Origin.choose("auto", () -> new Answer(false, "none answers")))
        .isEqualTo(new Origin.Choice(Origin.EMBEDDED, "none answers"));
  }

  @Test
  void whatIsSaidGoesBeforeWhatIsThere() {
    assertThat(Origin.choose("embedded", NOT_TO_BE_ASKED).origin()).isEqualTo(Origin.EMBEDDED);
    assertThat(Origin.choose("containers", NOT_TO_BE_ASKED).origin()).isEqualTo(Origin.CONTAINERS);
  }

  @Test
  void anotherWordIsRefusedWithWhatIsExpected() {
    assertThatThrownBy(() -> Origin.choose("docker", NOT_TO_BE_ASKED))
        .hasMessage("seckill.test.servers: docker (expected: embedded, containers, auto)");
  }
}
