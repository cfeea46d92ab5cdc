package io.seckill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the door itself refuses: nothing of it reaches the queue. */
class PurchaseRefusalIT extends GatewayUnderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{}",
        "[]",
        "1",
        "null",
        "not json",
        "{\"quantity\":0}",
        "{\"quantity\":-1}",
        "{\"quantity\":1001}",
        "{\"quantity\":99999999999999999999}",
        "{\"quantity\":1.0}",
        "{\"quantity\":\"1\"}",
        "{\"quantity\":true}",
        "{\"quantity\":null}",
        "{\"quantity\":[1]}",
        "{\"quantity\":1,\"quantity\":1}",
        "{\"quantity\":1,\"coupon\":\"x\"}",
        "{\"coupon\":\"x\"}",
        "{\"quantity\":1}{}",
        "{\"quantity\":1} x"
      })
  void refusesABodyThatIsNone(String body) {
    HttpResponse<String> response = send(purchase(body));

    isProblem(response, 400, "bad-request");
    assertThat(json(response).get("detail").stringValue()).contains("expected:");
  }

  @Test
  void refusesABodyThatIsTooLarge() {
    String body = "{\"quantity\":1" + " ".repeat(9000) + "}";
    isProblem(send(purchase(body)), 413, "too-large");
    byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    HttpRequest.Builder chunked =
        purchase()
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new java.io.ByteArrayInputStream(bytes)));
    isProblem(send(chunked), 413, "too-large");
  }

  @Test
  void refusesWhoeverDoesNotSayWhoTheyAre() {
    HttpRequest.Builder nobody =
        to("/api/sales/" + sale + "/requests")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"quantity\":1}"));
    isProblem(send(nobody), 401, "unauthenticated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "ü", "a/b", "x\ty", "{10k}"})
  void refusesIdsThatAreNone(String id) {
    String value = id.equals("{10k}") ? "x".repeat(10_000) : id;
    isProblem(send(purchase().setHeader("X-User-Id", value)), 400, "bad-request");
    isProblem(send(purchase().header("Idempotency-Key", value)), 400, "bad-request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "VIP", "gold", "vip,vip"})
  void refusesATierThatIsNone(String tier) {
    isProblem(send(purchase().header("X-User-Tier", tier)), 400, "bad-request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a%20b", "%00", "%C3%BC", "%zz", "{10k}"})
  void refusesSalesThatCannotBe(String id) {
    sale = id.equals("{10k}") ? "x".repeat(10_000) : id;
    assertThat(rawPost("/api/sales/" + sale + "/requests")).startsWith("HTTP/1.1 400");
  }

  @Test
  void knowsWhichSalesExist() {
    sale = "no-such-sale";
    isProblem(send(purchase()), 404, "unknown-sale");
  }

  @Test
  void answersOtherMethodsAndMediaTypesAsHttpSays() {
    isBlank(send(purchase().GET()), 405);
    isBlank(send(purchase().DELETE()), 405);
    isBlank(send(purchase().setHeader("Content-Type", "text/plain")), 415);
    isBlank(send(purchase().setHeader("Content-Type", "nonsense")), 415);
    isBlank(send(purchase().header("Accept", "text/html")), 406);
    isBlank(send(to("/api/nothing")), 404);
    isBlank(send(to("/api/sales").DELETE()), 405);
    isBlank(send(to("/api/sales").header("Accept", "text/html")), 406);
    assertThat(send(purchase().header("Accept", "text/html, application/*;q=0.5")).statusCode())
        .isEqualTo(200);
    assertThat(
            send(purchase().setHeader("Content-Type", "application/json;charset=utf-8"))
                .statusCode())
        .isEqualTo(200);
  }
}
