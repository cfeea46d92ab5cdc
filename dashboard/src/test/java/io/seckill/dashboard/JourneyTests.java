package io.seckill.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JourneyTests {

  private static final Instant NOON = Instant.parse("2026-11-11T12:00:00Z");

  @Test
  void isInTheOrderOfTimeWithTheTimeThatEachStepTook() {
    Step sent = new Step(Waypoint.MESSAGE_SENT, NOON.plusMillis(90), "created");
    Step asked = new Step(Waypoint.ASKED, NOON, "");
    Step reserved = new Step(Waypoint.RESERVED, NOON.plusMillis(12), "ledger 7@1");
    Step answered = new Step(Waypoint.ANSWERED, NOON.plusMillis(12), "SUCCESS");

    // Two instances of a service may know the same.
    Journey journey =
        Journey.of("a.b", List.of(sent, answered, asked, reserved, asked), List.of("stats"));

    assertThat(journey.steps())
        .extracting(Journey.Leg::what)
        .containsExactly(
            "asked over HTTP",
            "stock locked, reservation written to the ledger",
            "shopper answered",
            "SMS taken by the provider");
    assertThat(journey.steps())
        .extracting(Journey.Leg::tookMicros)
        .containsExactly(null, 12_000L, 0L, 78_000L);
    assertThat(journey.steps().get(3).sinceStartMicros()).isEqualTo(90_000);
    assertThat(journey.silent()).containsExactly("stats");
  }

  @Test
  void everyWaypointIsNamedInChineseToo() {
    assertThat(Wordings.chinese().keySet())
        .containsAll(Stream.of(Waypoint.values()).map(Waypoint::words).toList());
  }
}
