package io.seckill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Sales over HTTP: created, read, listed, and what is refused. */
class HttpApiSalesIT {

  private static final String TWO_DAYS =
      """
      {"item":"Phone","stock":100,"perUser":2,"priceMinor":19900,"currency":"EUR",
       "startsAt":"2026-01-01T00:00:00Z","endsAt":"2126-01-01T00:00:00Z"}
      """;

  private final Api gateway = RunningSystem.standard().gateway();

  @Test
  void createsASaleOnceAndShowsIt() {
    String sale = Unique.sale();
    Reply created = gateway.put("/api/sales/" + sale).json(TWO_DAYS).send().has(201);

    JsonNode json = created.json();
    assertThat(json.propertyNames())
        .containsExactlyInAnyOrder(
            "saleId",
            "item",
            "stock",
            "remaining",
            "reserved",
            "perUser",
            "priceMinor",
            "currency",
            "startsAt",
            "endsAt",
            "status");
    assertThat(json.path("saleId").asString()).isEqualTo(sale);
    assertThat(json.path("item").asString()).isEqualTo("Phone");
    assertThat(json.path("stock").asInt()).isEqualTo(100);
    assertThat(json.path("remaining").asInt()).isEqualTo(100);
    assertThat(json.path("reserved").asInt()).isZero();
    assertThat(json.path("perUser").asInt()).isEqualTo(2);
    assertThat(json.path("priceMinor").asInt()).isEqualTo(19900);
    assertThat(json.path("currency").asString()).isEqualTo("EUR");
    assertThat(json.path("startsAt").asString()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(json.path("endsAt").asString()).isEqualTo("2126-01-01T00:00:00Z");
    assertThat(json.path("status").asString()).isEqualTo("RUNNING");

    Reply again = gateway.put("/api/sales/" + sale).json(TWO_DAYS).send().has(200);
    assertThat(again.json()).isEqualTo(json);
    assertThat(gateway.get("/api/sales/" + sale).send().has(200).json()).isEqualTo(json);
  }

  @Test
  void fillsInPriceAndTimesThatAreLeftOut() {
    String sale = Unique.sale();
    String body = "{\"item\":\"Phone\",\"stock\":1,\"perUser\":1}";
    JsonNode json = gateway.put("/api/sales/" + sale).json(body).send().has(201).json();

    assertThat(json.path("priceMinor").asInt(-1)).isZero();
    assertThat(json.path("currency").asString()).isEqualTo("CNY");
    Instant starts = Instant.parse(json.path("startsAt").asString());
    Instant ends = Instant.parse(json.path("endsAt").asString());
    assertThat(Duration.between(starts, Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
    assertThat(Duration.between(starts, ends)).isEqualTo(Duration.ofDays(1));

    gateway.put("/api/sales/" + sale).json(body).send().has(200);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "another stock    | 'stock\":100'            | 'stock\":101'",
        "another limit    | 'perUser\":2'            | 'perUser\":1'",
        "another price    | 19900                    | 19901",
        "another currency | EUR                      | CNY",
        "another item     | Phone                    | Fridge",
        "another start    | '2026-01-01T00:00:00Z'   | '2026-01-01T00:00:01Z'",
        "another end      | '2126-01-01T00:00:00Z'   | '2126-01-01T00:00:01Z'"
      })
  void doesNotChangeASaleThatExists(String what, String part, String other) {
    String sale = Unique.sale();
    gateway.put("/api/sales/" + sale).json(TWO_DAYS).send().has(201);
    String changed = TWO_DAYS.replace(part, other);
    assertThat(changed).as(what).isNotEqualTo(TWO_DAYS);

    gateway.put("/api/sales/" + sale).json(changed).send().hasProblem(409, "sale-exists");
    assertThat(gateway.get("/api/sales/" + sale).send().json().path("stock").asInt())
        .isEqualTo(100);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void takesASaleAtItsBounds(String name, String body) {
    gateway.put("/api/sales/" + Unique.sale()).json(body).send().has(201);
  }

  static Stream<Arguments> takesASaleAtItsBounds() {
    return Stream.of(
        Arguments.of("smallest", sale("x", "1", "1", "")),
        Arguments.of("largest stock", sale("x", "1000000000", "1000", "")),
        Arguments.of("longest item", sale("手".repeat(200), "1", "1", "")),
        Arguments.of("largest price", sale("x", "1", "1", ",\"priceMinor\":1000000000000")));
  }

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
        Arguments.of("more after the object", sale("x", "1", "1", "") + "{}"),
        Arguments.of("a thousand arrays deep", "[".repeat(1500)),
        Arguments.of("unknown field", sale("x", "1", "1", ",\"colour\":\"red\"")),
        Arguments.of("field twice", sale("x", "1", "1", ",\"stock\":2")),
        Arguments.of("no stock", "{\"item\":\"x\",\"perUser\":1}"),
        Arguments.of("stock 0", sale("x", "0", "1", "")),
        Arguments.of("stock -1", sale("x", "-1", "1", "")),
        Arguments.of("stock 10^9 + 1", sale("x", "1000000001", "1", "")),
        Arguments.of("stock 2^32 + 1", sale("x", "4294967297", "1", "")),
        Arguments.of("stock 2^64 + 1", sale("x", "18446744073709551617", "1", "")),
        Arguments.of("stock 1e30", sale("x", "1e30", "1", "")),
        Arguments.of("stock 1.5", sale("x", "1.5", "1", "")),
        Arguments.of("stock as text", sale("x", "\"1\"", "1", "")),
        Arguments.of("stock null", sale("x", "null", "1", "")),
        Arguments.of("no perUser", "{\"item\":\"x\",\"stock\":1}"),
        Arguments.of("perUser 0", sale("x", "1", "0", "")),
        Arguments.of("perUser 1001", sale("x", "1", "1001", "")),
        Arguments.of("no item", "{\"stock\":1,\"perUser\":1}"),
        Arguments.of("empty item", sale("", "1", "1", "")),
        Arguments.of("blank item", sale("  ", "1", "1", "")),
        Arguments.of("item of 201 characters", sale("x".repeat(201), "1", "1", "")),
        Arguments.of("item with a control character", sale("a\\u0007b", "1", "1", "")),
        Arguments.of("item with a zero", sale("a\\u0000b", "1", "1", "")),
        Arguments.of("item a number", "{\"item\":1,\"stock\":1,\"perUser\":1}"),
        Arguments.of("price -1", sale("x", "1", "1", ",\"priceMinor\":-1")),
        Arguments.of("price 10^12 + 1", sale("x", "1", "1", ",\"priceMinor\":1000000000001")),
        Arguments.of("price 1.5", sale("x", "1", "1", ",\"priceMinor\":1.5")),
        Arguments.of("unknown currency", sale("x", "1", "1", ",\"currency\":\"QQQ\"")),
        Arguments.of("currency in lower case", sale("x", "1", "1", ",\"currency\":\"cny\"")),
        Arguments.of("start that is no time", sale("x", "1", "1", ",\"startsAt\":\"now\"")),
        Arguments.of("start a number", sale("x", "1", "1", ",\"startsAt\":1")),
        Arguments.of("end in year 10000", sale("x", "1", "1", ends("+10000-01-01T00:00:00Z"))),
        Arguments.of("end before 1970", sale("x", "1", "1", ends("1969-12-31T23:59:59Z"))),
        Arguments.of(
            "end not after start",
            sale(
                "x",
                "1",
                "1",
                ",\"startsAt\":\"2026-01-01T00:00:00Z\"" + ends("2026-01-01T00:00:00Z"))));
  }

  @ParameterizedTest(name = "id {0}")
  @MethodSource("badIds")
  void refusesIdsThatAreNone(String shown, String pathPart) {
    gateway.put("/api/sales/" + pathPart).json(TWO_DAYS).send().hasProblem(400, "bad-request");
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

  @Test
  void takesTheLongestIdAndEveryCharacterThatIsAllowed() {
    String id = "AZaz09._~-" + Unique.sale();
    id += "x".repeat(64 - id.length());
    gateway.hasSale(id, 1, 1);
    assertThat(gateway.get("/api/sales/" + id).send().has(200).text("saleId")).isEqualTo(id);
  }

  @Test
  void listsTheNewestFirstByPages() {
    String older = Unique.sale();
    String newer = Unique.sale();
    gateway.hasSale(older, 1, 1);
    gateway.hasSale(newer, 1, 1);

    JsonNode first = gateway.get("/api/sales?page=0&size=1").send().has(200).json();
    JsonNode second = gateway.get("/api/sales?page=1&size=1").send().has(200).json();
    JsonNode usual = gateway.get("/api/sales").send().has(200).json();
    JsonNode beyond = gateway.get("/api/sales?page=1000000&size=500").send().has(200).json();

    assertThat(first.path("items").path(0).path("saleId").asString()).isEqualTo(newer);
    assertThat(second.path("items").path(0).path("saleId").asString()).isEqualTo(older);
    assertThat(first.path("total").asInt()).isGreaterThanOrEqualTo(2);
    assertThat(usual.path("page").asInt(-1)).isZero();
    assertThat(usual.path("size").asInt()).isEqualTo(20);
    assertThat(usual.propertyNames()).containsExactlyInAnyOrder("items", "page", "size", "total");
    assertThat(beyond.path("items").isEmpty()).isTrue();
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
    String large = sale("x".repeat(9000), "1", "1", "");
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
        .body(TWO_DAYS)
        .send()
        .hasProblem(415, "about:blank");
    gateway
        .put(path)
        .header("Accept", "text/html")
        .json(TWO_DAYS)
        .send()
        .hasProblem(406, "about:blank");
    gateway.get(path).header("Accept", "image/png").send().hasProblem(406, "about:blank");
  }

  private static String sale(String item, String stock, String perUser, String more) {
    return "{\"item\":\"%s\",\"stock\":%s,\"perUser\":%s%s}".formatted(item, stock, perUser, more);
  }

  private static String ends(String time) {
    return ",\"endsAt\":\"" + time + "\"";
  }
}
