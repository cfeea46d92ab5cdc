package io.seckill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the gateway tells of a request's way, out of its register. */
class RequestStepsIT extends GatewayUnderTest {

  @Test
  void tellsWhenARequestCameAndWhenItsShopperWasAnswered() {
    Instant before = Instant.now().minusMillis(1);
    String id = json(send(purchase())).get("requestId").stringValue();

    JsonNode steps = json(send(to("/dashboard/steps/" + id)));

    assertThat(steps).hasSize(2);
    assertThat(steps.at("/0/what").asString()).isEqualTo("ASKED");
    assertThat(steps.at("/1/what").asString()).isEqualTo("ANSWERED");
    assertThat(steps.at("/1/about").asString()).isEqualTo("SUCCESS");
    Instant asked = Instant.parse(steps.at("/0/at").asString());
    Instant answered = Instant.parse(steps.at("/1/at").asString());
    assertThat(asked).isBetween(before, answered);
    assertThat(answered).isAfter(asked).isBefore(Instant.now().plusMillis(10));
  }

  @Test
  void tellsThatAShopperWasToldOfATimeout() {
    SECKILL.decision = request -> Optional.empty();
    String id = json(send(purchase())).get("requestId").stringValue();

    await()
        .untilAsserted(
            () ->
                assertThat(json(send(to("/dashboard/steps/" + id))).at("/1/about").asString())
                    .isEqualTo("TIMEOUT"));
    assertThat(json(send(to("/dashboard/steps/" + sale + ".0000000000000000000000")))).isEmpty();
  }
}
