package io.seckill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Who gets in: a bucket that is a queue in Kafka, limits of one user, and changing it all. */
@TestPropertySource(
    properties = {
      "seckill.flow.tokens.source=queue",
      "seckill.flow.tokens.rate=1000",
      "seckill.flow.tokens.capacity=1000",
      "seckill.flow.limits.user-rate=1",
      "seckill.flow.limits.user-burst=3"
    })
class AdmissionIT extends GatewayUnderTest {

  private static final String START = "{\"source\":\"queue\",\"rate\":1000,\"capacity\":1000}";

  @AfterEach
  void asAtTheStart() {
    assertThat(send(change(START)).statusCode()).isEqualTo(200);
  }

  @Test
  void letsInWhoFindsATokenOfTheQueue() {
    HttpResponse<String> answer = send(as(newUser()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("RateLimit-Policy")).contains("\"user\";q=3;w=3");
    assertThat(answer.headers().firstValue("RateLimit")).contains("\"user\";r=2");
  }

  @Test
  void tellsAUserWhoAsksTooOften() {
    String user = newUser();
    await()
        .untilAsserted(
            () -> {
              HttpResponse<String> refused = send(as(user));
              isProblem(refused, 429, "rate-limited");
              assertThat(refused.body()).contains("This user");
              assertThat(refused.headers().firstValue("Retry-After")).contains("1");
              assertThat(refused.headers().firstValue("RateLimit")).contains("\"user\";r=0;t=1");
              assertThat(refused.headers().firstValue("RateLimit-Policy"))
                  .contains("\"user\";q=3;w=3");
            });
    assertThat(send(as(newUser())).statusCode()).as("others are let in").isEqualTo(200);
  }

  @Test
  void changesTheBucketWhileItRuns() {
    HttpResponse<String> changed = send(change("{\"source\":\"local\",\"rate\":1,\"capacity\":2}"));
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    assertThat(json(changed).get("source").stringValue()).isEqualTo("local");
    await()
        .untilAsserted(
            () -> {
              HttpResponse<String> refused = send(as(newUser()));
              isProblem(refused, 429, "rate-limited");
              assertThat(refused.headers().firstValue("RateLimit-Policy"))
                  .contains("\"tokens\";q=2;w=2");
            });
    assertThat(send(change("{\"rate\":\"auto\"}")).body()).contains("\"rate\":\"auto\"");
    assertThat(send(change(START)).statusCode()).isEqualTo(200);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(send(as(newUser())).statusCode()).isEqualTo(200));
  }

  @Test
  void tellsThatThereIsNoLimitRatherThanAHugeNumber() {
    HttpResponse<String> off = send(change("{\"source\":\"off\"}"));

    assertThat(off.body()).contains("\"source\":\"off\"").contains("\"available\":null");
    await()
        .untilAsserted(
            () -> {
              JsonNode shown = json(send(to("/dashboard/panels").GET())).at("/latest/values");
              assertThat(shown.get("tokens-left").isNull()).isTrue();
              assertThat(shown.get("waiting-for-a-decision").isNull()).isFalse();
            });
  }

  @Test
  void refusesWhatCannotBeAndWhoComesThroughAProxy() {
    HttpResponse<String> wrong = send(change("{\"rate\":0}"));
    isProblem(wrong, 400, "bad-request");
    assertThat(wrong.body()).contains("rate");
    HttpRequest.Builder forwarded = change(START).header("X-Forwarded-For", "203.0.113.1");
    isProblem(send(forwarded), 403, "operators-only");
    assertThat(send(to("/actuator/tokens").GET()).body())
        .contains("\"source\":\"queue\"")
        .contains("\"rate\":\"1000\"");
  }

  private HttpRequest.Builder as(String user) {
    return purchase().setHeader("X-User-Id", user);
  }

  private HttpRequest.Builder change(String body) {
    return to("/actuator/tokens")
        .header("Content-Type", "application/json")
        .PUT(HttpRequest.BodyPublishers.ofString(body));
  }

  private static String newUser() {
    return "user-" + UUID.randomUUID();
  }
}
