package io.seckill.system;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sales that cannot be, and what else the gateway refuses about sales. */
class HttpApiBadSalesIT {

  private final Api gateway = RunningSystem.standard().gateway();

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refusesASaleThatCannotBe(String name, String body) {
    String sale = Unique.sale();
    gateway.put("/api/sales/" + sale).json(body).send().hasProblem(400, "bad-request");
    gateway.get("/api/sales/" + sale).send().hasProblem(404, "unknown-sale");
  }

  static Stream<Arguments> refusesASaleThatCannotBe() {
    return Stream.of(
        Arguments.of("no body", ""),
        Arguments.of("no JSON", "{\"item\":"),
        Arguments.of("an array", "[]"),
        Arguments.of("null", "null"),
        Arguments.of("more after the object", SaleBody.of("x", "1", "1", "") + "{}"),
        Arguments.of("a thousand arrays deep", "[".repeat(1500)),
        Arguments.of("unknown field", SaleBody.of("x", "1", "1", ",\"colour\":\"red\"")),
        Arguments.of("field twice", SaleBody.of("x", "1", "1", ",\"stock\":2")),
        Arguments.of("no stock", "{\"item\":\"x\",\"perUser\":1}"),
        Arguments.of("stock 0", SaleBody.of("x", "0", "1", "")),
        Arguments.of("stock -1", SaleBody.of("x", "-1", "1", "")),
        Arguments.of("stock 10^9 + 1", SaleBody.of("x", "1000000001", "1", "")),
        Arguments.of("stock 2^32 + 1", SaleBody.of("x", "4294967297", "1", "")),
        Arguments.of("stock 2^64 + 1", SaleBody.of("x", "18446744073709551617", "1", "")),
        Arguments.of("stock 1e30", SaleBody.of("x", "1e30", "1", "")),
        Arguments.of("stock 1.5", SaleBody.of("x", "1.5", "1", "")),
        Arguments.of("stock as text", SaleBody.of("x", "\"1\"", "1", "")),
        Arguments.of("stock null", SaleBody.of("x", "null", "1", "")),
        Arguments.of("no perUser", "{\"item\":\"x\",\"stock\":1}"),
        Arguments.of("perUser 0", SaleBody.of("x", "1", "0", "")),
        Arguments.of("perUser 1001", SaleBody.of("x", "1", "1001", "")),
        Arguments.of("no item", "{\"stock\":1,\"perUser\":1}"),
        Arguments.of("empty item", SaleBody.of("", "1", "1", "")),
        Arguments.of("blank item", SaleBody.of("  ", "1", "1", "")),
        Arguments.of("item of 201 characters", SaleBody.of("x".repeat(201), "1", "1", "")),
        Arguments.of("item with a control character", SaleBody.of("a\\u0007b", "1", "1", "")),
        Arguments.of("item with a zero", SaleBody.of("a\\u0000b", "1", "1", "")),
        Arguments.of("item a number", "{\"item\":1,\"stock\":1,\"perUser\":1}"),
        Arguments.of("price -1", SaleBody.of("x", "1", "1", ",\"priceMinor\":-1")),
        Arguments.of(
            "price 10^12 + 1", SaleBody.of("x", "1", "1", ",\"priceMinor\":1000000000001")),
        Arguments.of("price 1.5", SaleBody.of("x", "1", "1", ",\"priceMinor\":1.5")),
        Arguments.of("unknown currency", SaleBody.of("x", "1", "1", ",\"currency\":\"QQQ\"")),
        Arguments.of("currency in lower case", SaleBody.of("x", "1", "1", ",\"currency\":\"cny\"")),
        Arguments.of("start that is no time", SaleBody.of("x", "1", "1", ",\"startsAt\":\"now\"")),
        Arguments.of("start a number", SaleBody.of("x", "1", "1", ",\"startsAt\":1")),
        Arguments.of(
            "end in year 10000", SaleBody.of("x", "1", "1", ends("+10000-01-01T00:00:00Z"))),
        Arguments.of("end before 1970", SaleBody.of("x", "1", "1", ends("1969-12-31T23:59:59Z"))),
        Arguments.of(
            "end not after start",
            SaleBody.of(
                "x",
                "1",
                "1",
                ",\"startsAt\":\"2026-01-01T00:00:00Z\"" + ends("2026-01-01T00:00:00Z"))));
  }

  @ParameterizedTest(name = "id {0}")
  @MethodSource("badIds")
  void refusesIdsThatAreNone(String shown, String pathPart) {
    gateway
        .put("/api/sales/" + pathPart)
        .json(SaleBody.COMPLETE)
        .send()
        .hasProblem(400, "bad-request");
    gateway.get("/api/sales/" + pathPart).send().hasProblem(400, "bad-request");
  }

  static Stream<Arguments> badIds() {
    return Stream.of(
        Arguments.of("of 65 characters", "x".repeat(65)),
        Arguments.of("of 10,000 characters", "x".repeat(10_000)),
        Arguments.of("with a space", "a%20b"),
        Arguments.of("with a zero", "a%00b"),
        Arguments.of("with a line end", "a%0d%0ab"),
        Arguments.of("with a letter of another alphabet", "%E6%89%8B"),
        Arguments.of("with half a character", "a%C3"),
        Arguments.of("with a slash", "a%2Fb"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "size=0",
        "size=501",
        "size=-1",
        "size=x",
        "size=1e2",
        "size=99999999999",
        "page=-1",
        "page=1000001",
        "page=x",
        "page=%00"
      })
  void refusesPagesThatCannotBe(String query) {
    gateway.get("/api/sales?" + query).send().hasProblem(400, "bad-request");
  }

  @Test
  void refusesABodyOfMoreThan8Kilobytes() {
    String large = SaleBody.of("x".repeat(9000), "1", "1", "");
    String path = "/api/sales/" + Unique.sale();
    gateway.put(path).json(large).send().hasProblem(413, "too-large");
    gateway
        .put(path)
        .header("Content-Type", "application/json")
        .chunked(large)
        .send()
        .hasProblem(413, "too-large");
  }

  @Test
  void answersOtherPathsMethodsAndMediaTypesAsHttpSays() {
    String path = "/api/sales/" + Unique.sale();
    gateway.get("/api/nothing").send().hasProblem(404, "about:blank");
    gateway.call("DELETE", path).send().hasProblem(405, "about:blank");
    gateway.post("/api/sales").json("{}").send().hasProblem(405, "about:blank");
    gateway
        .put(path)
        .header("Content-Type", "text/plain")
        .body(SaleBody.COMPLETE)
        .send()
        .hasProblem(415, "about:blank");
    gateway
        .put(path)
        .header("Accept", "text/html")
        .json(SaleBody.COMPLETE)
        .send()
        .hasProblem(406, "about:blank");
    gateway.get(path).header("Accept", "image/png").send().hasProblem(406, "about:blank");
  }

  private static String ends(String time) {
    return ",\"endsAt\":\"" + time + "\"";
  }
}
