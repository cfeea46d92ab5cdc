package io.seckill.seckill.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class GatewayCallsTests {

  private static final ReplySettings SETTINGS = new ReplySettings(200, 2, 500);

  private long nanos = Long.MAX_VALUE - 1;
  private final GatewayCalls calls = new GatewayCalls(SETTINGS, () -> nanos);
  private final List<Addressee> called = new ArrayList<>();

  @Test
  void whoDoesNotAnswerIsNotCalledForAWhileAndThenAgain() {
    Addressee silent = new Addressee("gateway:1", 1);
    call(silent);
    assertThat(called).hasSize(SETTINGS.tries());
    call(silent);
    assertThat(called).hasSize(SETTINGS.tries());
    nanos += Duration.ofMillis(SETTINGS.goneMillis()).toNanos();
    call(silent);
    assertThat(called).hasSize(2 * SETTINGS.tries());
  }

  @Test
  void livesThatAreLongOverAreForgotten() {
    for (int life = 0; life < 1_000; life++) {
      call(new Addressee("gateway:1", life));
      nanos += Duration.ofMillis(100).toNanos();
    }
    assertThat(calls.gone()).isEqualTo(SETTINGS.goneMillis() / 100);
  }

  private void call(Addressee addressee) {
    var unused =
        calls.<Object>each(
            List.of(addressee),
            (to, attempt, millis) -> {
              called.add(to);
              return CompletableFuture.failedFuture(Status.UNAVAILABLE.asException());
            },
            (to, response) -> true);
  }
}
