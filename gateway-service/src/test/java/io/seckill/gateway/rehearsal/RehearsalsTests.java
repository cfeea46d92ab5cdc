package io.seckill.gateway.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.dashboard.Action;
import io.seckill.gateway.door.Problem;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;

class RehearsalsTests {

  @Test
  void doesNothingWhereItIsSwitchedOff() {
    Rehearsals off = rehearsals(new RehearsalSettings(false, 10, 10, 10, 10, 10));

    assertThat(off.allowed()).isFalse();
    assertThatThrownBy(() -> off.begin("{\"stock\":1,\"shoppers\":1,\"rate\":1}".getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            Problem.Refused.class,
            refused -> assertThat(refused.problem().type()).isEqualTo("/problems/rehearsals-off"));
    assertThatThrownBy(off::end).isInstanceOf(Problem.Refused.class);
  }

  @Test
  void offersNoMoreThanItsBounds() {
    Rehearsals small = rehearsals(new RehearsalSettings(true, 30, 20, 10, 10, 10));

    assertThat(small.action().fields())
        .containsExactly(
            new Action.Field("shoppers", "Shoppers", 30, 1, 30),
            new Action.Field("stock", "Units on sale", 10, 1, 10),
            new Action.Field("rate", "Requests a second", 20, 1, 20));
  }

  private static Rehearsals rehearsals(RehearsalSettings settings) {
    return new Rehearsals(settings, new ServerProperties(), Clock.systemUTC());
  }
}
