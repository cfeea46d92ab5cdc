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
import tools.jackson.databind.JsonNode;

/** Sales over HTTP: created, read, listed. */
class HttpApiSalesIT {

  private final Api gateway = RunningSystem.standard().gateway();

  @Test
  void createsASaleOnceAndShowsIt() {
    String sale = Unique.sale();
    Reply created = gateway.put("/api/sales/" + sale).json(SaleBody.COMPLETE).send().has(201);

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

    Reply again = gateway.put("/api/sales/" + sale).json(SaleBody.COMPLETE).send().has(200);
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
    gateway.put("/api/sales/" + sale).json(SaleBody.COMPLETE).send().has(201);
    String changed = SaleBody.COMPLETE.replace(part, other);
    assertThat(changed).as(what).isNotEqualTo(SaleBody.COMPLETE);

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
        Arguments.of("smallest", SaleBody.of("x", "1", "1", "")),
        Arguments.of("largest stock", SaleBody.of("x", "1000000000", "1000", "")),
        Arguments.of("longest item", SaleBody.of("手".repeat(200), "1", "1", "")),
        Arguments.of("largest price", SaleBody.of("x", "1", "1", ",\"priceMinor\":1000000000000")));
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
}
