package io.seckill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seckill.contracts.v1.SeckillRequest;
import io.seckill.dashboard.Bar;
import io.seckill.dashboard.Dashboard;
import io.seckill.dashboard.Progress;
import io.seckill.gateway.rehearsal.Rehearsals;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A sale held from the page: real shoppers, one sale at a time, bounded, and no other origin. */
class RehearsalIT extends GatewayUnderTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Autowired Rehearsals rehearsals;
  @Autowired Dashboard dashboard;

  @AfterEach
  void nothingGoesOn() {
    send(rehearsal().DELETE());
    await().atMost(PATIENCE).until(() -> rehearsals.progress().stage().isOver());
  }

  @Test
  void sendsEachShopperOnceThroughItsOwnDoor() {
    HttpResponse<String> begun = send(begin("{'stock':10,'shoppers':40,'rate':200}"));

    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    String held = json(begun).get("saleId").stringValue();
    await().atMost(PATIENCE).until(() -> rehearsals.progress().stage() == Progress.Stage.ENDED);
    assertThat(rehearsals.progress().about()).isEqualTo(held);
    assertThat(rehearsals.progress().bars())
        .contains(
            new Bar("have asked", 40, 40),
            new Bar("wait for their answer", 0, 500),
            // The seckill-service of this test says yes to everybody.
            new Bar("have bought, of the stock", 40, 10));
    assertThat(SECKILL.seen)
        .filteredOn(request -> request.getSaleId().equals(held))
        .extracting(SeckillRequest::getUserId)
        .hasSize(40)
        .doesNotHaveDuplicates();
  }

  @Test
  void holdsOneAtATimeUntilItIsStopped() {
    SECKILL.decision = request -> Optional.empty();
    assertThat(send(begin("{'stock':10,'shoppers':1000,'rate':10}")).statusCode()).isEqualTo(202);

    HttpResponse<String> second = send(begin("{'stock':10,'shoppers':1,'rate':1}"));
    isProblem(second, 409, "rehearsal-runs");
    assertThat(send(rehearsal().DELETE()).statusCode()).isEqualTo(204);

    await().atMost(PATIENCE).until(() -> rehearsals.progress().stage() == Progress.Stage.STOPPED);
    assertThat(rehearsals.progress().bars())
        .anySatisfy(
            bar -> {
              assertThat(bar.name()).isEqualTo("have asked");
              assertThat(bar.value()).isBetween(1.0, 999.0);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'stock':0,'shoppers':1,'rate':1}; stock: \"0\" (expected: a whole number from 1 to"
            + " 100000)",
        "{'stock':1,'shoppers':20001,'rate':1000}; shoppers: \"20001\"",
        "{'stock':1,'shoppers':1,'rate':1001}; rate: \"1001\"",
        "{'stock':1,'shoppers':1}; rate: missing",
        "{'stock':1,'shoppers':1.5,'rate':1}; shoppers: \"1.5\"",
        "{'stock':1,'shoppers':1,'rate':1,'more':1}; unknown field",
        "{'stock':1,'shoppers':20000,'rate':1}; 20000 at 1 a second, which is 20000 s (expected: at"
            + " most 120 s)",
        "[]; stock: missing",
        "{; body",
      })
  void refusesWhatIsOutOfBounds(String body, String told) {
    HttpResponse<String> refused = send(begin(body));
    isProblem(refused, 400, "bad-request");
    assertThat(json(refused).get("detail").stringValue()).contains(told);
  }

  @Test
  void refusesPagesOfOtherOrigins() {
    String body = "{'stock':1,'shoppers':1,'rate':1}";
    isProblem(send(begin(body).header("Sec-Fetch-Site", "cross-site")), 403, "other-origin");
    isProblem(send(begin(body).header("Sec-Fetch-Site", "same-site")), 403, "other-origin");
    isProblem(send(begin(body).header("Origin", "http://127.0.0.1:1")), 403, "other-origin");
    isProblem(send(begin(body).header("Origin", "null")), 403, "other-origin");
    isProblem(send(rehearsal().DELETE().header("Origin", "http://elsewhere")), 403, "other-origin");
    isBlank(send(begin(body).setHeader("Content-Type", "text/plain")), 415);

    HttpRequest.Builder own =
        begin(body)
            .header("Origin", "http://127.0.0.1:" + port)
            .header("Sec-Fetch-Site", "same-origin");
    assertThat(send(own).statusCode()).isEqualTo(202);
  }

  @Test
  void itsFormIsInChineseToo() {
    assertThat(dashboard.withoutChinese()).isEmpty();
  }

  private HttpRequest.Builder begin(String body) {
    return rehearsal()
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
  }

  private HttpRequest.Builder rehearsal() {
    return to("/dashboard/rehearsal");
  }
}
