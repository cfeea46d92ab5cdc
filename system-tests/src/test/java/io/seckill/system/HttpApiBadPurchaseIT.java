package io.seckill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests for units that make no sense: each is refused, takes nothing and tells why. */
class HttpApiBadPurchaseIT {

  private static final String SALE = "bad-purchases";
  private static final String PATH = "/api/sales/" + SALE + "/requests";
  private static final Api GATEWAY = RunningSystem.standard().gateway();

  @BeforeAll
  static void sale() {
    GATEWAY.hasSale(SALE, 10, 10);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refusesABodyThatIsNone(String name, String body) {
    Reply refused = GATEWAY.post(PATH).header("X-User-Id", Unique.user()).json(body).send();
    refused.hasProblem(400, "bad-request");
    assertThat(refused.text("detail")).contains("(expected: ");
    assertThat(refused.body()).hasSizeLessThan(600);
    nothingWasTaken();
  }

  static Stream<Arguments> refusesABodyThatIsNone() {
    return Stream.of(
        Arguments.of("nothing", ""),
        Arguments.of("spaces", "   "),
        Arguments.of("no JSON", "quantity=1"),
        Arguments.of("half an object", "{\"quantity\":1"),
        Arguments.of("more after the object", "{\"quantity\":1}{\"quantity\":1}"),
        Arguments.of("null", "null"),
        Arguments.of("an array", "[{\"quantity\":1}]"),
        Arguments.of("a number", "1"),
        Arguments.of("a text", "\"quantity\""),
        Arguments.of("no field", "{}"),
        Arguments.of("unknown field", "{\"quantity\":1,\"userId\":\"mallory\"}"),
        Arguments.of("field of 5,000 characters", "{\"" + "q".repeat(5000) + "\":1}"),
        Arguments.of("field twice", "{\"quantity\":1,\"quantity\":2}"),
        Arguments.of("0", quantity("0")),
        Arguments.of("-1", quantity("-1")),
        Arguments.of("-0", quantity("-0")),
        Arguments.of("1001", quantity("1001")),
        Arguments.of("10^12", quantity("1000000000000")),
        Arguments.of("2^32 + 1", quantity("4294967297")),
        Arguments.of("2^64 + 1", quantity("18446744073709551617")),
        Arguments.of("a number of 2,000 digits", quantity("9".repeat(2000))),
        Arguments.of("1e30", quantity("1e30")),
        Arguments.of("1e0", quantity("1e0")),
        Arguments.of("1.5", quantity("1.5")),
        Arguments.of("1.0", quantity("1.0")),
        Arguments.of("NaN", quantity("NaN")),
        Arguments.of("01", quantity("01")),
        Arguments.of("+1", quantity("+1")),
        Arguments.of("as text", quantity("\"1\"")),
        Arguments.of("null quantity", quantity("null")),
        Arguments.of("true", quantity("true")),
        Arguments.of("an array quantity", quantity("[1]")),
        Arguments.of("an object quantity", quantity("{\"quantity\":1}")),
        Arguments.of("a control character", "{\"quant\u0007ity\":1}"),
        Arguments.of("a zero", "{\"quantity\":1}\u0000"),
        Arguments.of("a comment", "{\"quantity\":1/* many */}"),
        Arguments.of("5,000 arrays deep", "[".repeat(5000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refusesAUserWhoCannotBe(String name, String user) {
    GATEWAY.buy(SALE, user, 1).send().hasProblem(400, "bad-request");
    nothingWasTaken();
  }

  static Stream<Arguments> refusesAUserWhoCannotBe() {
    return Stream.of(
        Arguments.of("empty", ""),
        Arguments.of("of 65 characters", "u".repeat(65)),
        Arguments.of("of 10,000 characters", "u".repeat(10_000)),
        Arguments.of("with a space", "a b"),
        Arguments.of("with a slash", "a/b"),
        Arguments.of("with a colon", "a:b"),
        Arguments.of("with braces, which Redis reads as a slot", "{a}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusesAUserWhoCannotBe")
  void refusesAKeyThatCannotBe(String name, String key) {
    GATEWAY
        .buy(SALE, Unique.user(), 1)
        .header("Idempotency-Key", key)
        .send()
        .hasProblem(400, "bad-request");
    nothingWasTaken();
  }

  @Test
  void refusesTwoUsersOrTwoKeys() {
    GATEWAY
        .buy(SALE, Unique.user(), 1)
        .header("X-User-Id", Unique.user())
        .send()
        .hasProblem(400, "bad-request");
    GATEWAY
        .buy(SALE, Unique.user(), 1)
        .header("Idempotency-Key", "a")
        .header("Idempotency-Key", "b")
        .send()
        .hasProblem(400, "bad-request");
    nothingWasTaken();
  }

  @Test
  void refusesWhoeverDoesNotSayWhoTheyAre() {
    Reply refused = GATEWAY.post(PATH).json(quantity("1")).send();
    refused.hasProblem(401, "unauthenticated");
    assertThat(refused.header("WWW-Authenticate")).isNotEmpty();
  }

  @ParameterizedTest(name = "id {0}")
  @MethodSource("io.seckill.system.HttpApiBadSalesIT#badIds")
  void refusesASaleThatCannotBe(String shown, String pathPart) {
    GATEWAY.buy(pathPart, Unique.user(), 1).send().hasProblem(400, "bad-request");
  }

  @Test
  void doesNotKnowEverySale() {
    GATEWAY.buy("no-such-sale", Unique.user(), 1).send().hasProblem(404, "unknown-sale");
  }

  @Test
  void refusesABodyOfMoreThan8KilobytesHoweverItIsSent() {
    String large = " ".repeat(8192) + quantity("1");
    GATEWAY
        .post(PATH)
        .header("X-User-Id", Unique.user())
        .json(large)
        .send()
        .hasProblem(413, "too-large");
    GATEWAY
        .post(PATH)
        .header("X-User-Id", Unique.user())
        .header("Content-Type", "application/json")
        .chunked(large)
        .send()
        .hasProblem(413, "too-large");
    nothingWasTaken();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS"})
  void refusesOtherMethods(String method) {
    Reply refused = GATEWAY.call(method, PATH).send().hasProblem(405, "about:blank");
    assertThat(refused.header("Allow")).contains("POST");
  }

  @ParameterizedTest(name = "Content-Type: {0}")
  @ValueSource(strings = {"text/plain", "application/xml", "application/*", "json", ""})
  void refusesOtherContentTypes(String type) {
    GATEWAY
        .post(PATH)
        .header("X-User-Id", Unique.user())
        .header("Content-Type", type)
        .body(quantity("1"))
        .send()
        .hasProblem(415, "about:blank");
    nothingWasTaken();
  }

  @ParameterizedTest(name = "Accept: {0}")
  @ValueSource(strings = {"text/html", "image/png", "json"})
  void refusesWhoeverDoesNotTakeJson(String accept) {
    GATEWAY
        .buy(SALE, Unique.user(), 1)
        .header("Accept", accept)
        .send()
        .hasProblem(406, "about:blank");
    nothingWasTaken();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void answersBytesThatNoClientSends(String name, String lines, int status) throws IOException {
    String request =
        lines
            + "Host: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
            + "Content-Length: 14\r\n\r\n"
            + quantity("1");
    Reply refused = RawHttp.send(GATEWAY.base(), request);
    assertThat(refused.status()).as(refused.toString()).isEqualTo(status);
    refused.tellsNothingOfTheInside();
    if (!refused.body().isEmpty()) {
      refused.isProblem();
    }
    nothingWasTaken();
  }

  static Stream<Arguments> answersBytesThatNoClientSends() {
    String post = "POST " + PATH + " HTTP/1.1\r\n";
    return Stream.of(
        Arguments.of("user with a zero", post + "X-User-Id: a\0b\r\n", 400),
        Arguments.of("user with a bell", post + "X-User-Id: a\u0007b\r\n", 400),
        Arguments.of("user with a byte over 127", post + "X-User-Id: a\u00e9b\r\n", 400),
        Arguments.of("key with a bell", post + "X-User-Id: u\r\nIdempotency-Key: \u0007\r\n", 400),
        Arguments.of(
            "path with half an escape",
            "POST /api/sales/a%zz/requests HTTP/1.1\r\nX-User-Id: u\r\n",
            400),
        Arguments.of(
            "path with raw bytes",
            "POST /api/sales/a\u00e9/requests HTTP/1.1\r\nX-User-Id: u\r\n",
            400),
        Arguments.of("no HTTP", "hello\r\n\r\n", 400),
        Arguments.of("a header of 33 KB", post + "X-User-Id: " + "u".repeat(33_000) + "\r\n", 431));
  }

  @Test
  void tellsNothingWhereTheBodyEndsEarly() throws IOException {
    String request =
        "POST "
            + PATH
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-User-Id: u\r\n"
            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n";
    Reply refused = RawHttp.send(GATEWAY.base(), request);
    assertThat(refused.status()).isEqualTo(400);
    refused.tellsNothingOfTheInside();
  }

  private static void nothingWasTaken() {
    assertThat(GATEWAY.get("/api/sales/" + SALE).send().has(200).json().path("reserved").asInt(-1))
        .isZero();
  }

  private static String quantity(String json) {
    return "{\"quantity\":" + json + "}";
  }
}
