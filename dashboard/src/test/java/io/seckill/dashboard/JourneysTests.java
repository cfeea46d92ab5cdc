package io.seckill.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.boot.WebApplicationType.REACTIVE;
import static org.springframework.boot.WebApplicationType.SERVLET;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service on one stack asks another on the other, and one that is not there. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JourneysTests {

  private static RunningService asked;
  private static RunningService asks;

  @BeforeAll
  static void start() {
    asked = RunningService.start(SERVLET);
    asks =
        RunningService.start(
            REACTIVE, "seckill.neighbours=order=" + asked.url() + ",nobody=http://127.0.0.1:1");
  }

  @AfterAll
  static void stop() {
    asks.close();
    asked.close();
  }

  @Test
  void putsTogetherWhatAllKnowAndNamesWhoDoesNotAnswer() throws Exception {
    JsonNode journey = json(asks.get("dashboard/journey/" + RunningService.KNOWN));

    assertThat(journey.at("/requestId").asString()).isEqualTo(RunningService.KNOWN);
    // Both services of this test know the same step.
    assertThat(journey.at("/steps")).hasSize(1);
    assertThat(journey.at("/steps/0/service").asString()).isEqualTo("order-service");
    assertThat(journey.at("/steps/0/at").asString()).isEqualTo("2026-11-11T12:00:00.000123Z");
    assertThat(journey.at("/silent").toString()).isEqualTo("[\"nobody\"]");
    assertThat(json(asked.get("dashboard/steps/" + RunningService.KNOWN)).at("/0/what").asString())
        .isEqualTo("ORDERED");
  }

  @Test
  void tellsNothingOfARequestThatNobodyKnows() throws Exception {
    assertThat(json(asks.get("dashboard/journey/never.seen")).at("/steps")).isEmpty();
  }

  @Test
  void namesAServiceThatCannotReadItsOwnSteps() throws Exception {
    assertThat(asked.get("dashboard/steps/" + RunningService.UNREADABLE).statusCode())
        .isEqualTo(503);
    assertThat(
            json(asks.get("dashboard/journey/" + RunningService.UNREADABLE))
                .at("/silent")
                .toString())
        .isEqualTo("[\"order\",\"nobody\"]");
  }

  @Test
  void refusesWhatIsNoId() throws Exception {
    for (RunningService service : new RunningService[] {asked, asks}) {
      for (String path : new String[] {"dashboard/journey/a%20b", "dashboard/steps/%3Cb%3E"}) {
        HttpResponse<String> refused = service.get(path);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("expected: 1 to 128 of");
      }
    }
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }
}
