package io.seckill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SalesIT extends GatewayUnderTest {

  private static final String BODY = "{\"item\":\"Phone\",\"stock\":100,\"perUser\":1}";

  @Test
  void createsASaleOnceAndReadsIt() {
    String path = "/api/sales/new-" + sale;
    assertThat(send(put(path, BODY)).statusCode()).isEqualTo(201);
    assertThat(send(put(path, BODY)).statusCode()).isEqualTo(200);
    isProblem(send(put(path, BODY.replace("100", "101"))), 409, "sale-exists");

    HttpResponse<String> read = send(to(path));
    assertThat(read.statusCode()).isEqualTo(200);
    JsonNode body = json(read);
    assertThat(body.get("saleId").stringValue()).isEqualTo("new-" + sale);
    assertThat(body.get("item").stringValue()).isEqualTo("Phone");
    assertThat(body.get("stock").intValue()).isEqualTo(100);
    assertThat(body.get("remaining").intValue()).isEqualTo(100);
    assertThat(body.get("reserved").intValue()).isZero();
    assertThat(body.get("perUser").intValue()).isOne();
    assertThat(body.get("priceMinor").longValue()).isZero();
    assertThat(body.get("currency").stringValue()).isEqualTo("CNY");
    assertThat(body.get("startsAt").stringValue()).endsWith("Z");
    assertThat(body.get("endsAt").stringValue()).endsWith("Z");
    assertThat(body.get("status").stringValue()).isEqualTo("RUNNING");
  }

  @Test
  void listsSalesByPages() {
    JsonNode list = json(send(to("/api/sales?page=0&size=5")));
    assertThat(list.get("items").isArray()).isTrue();
    assertThat(list.get("page").intValue()).isZero();
    assertThat(list.get("size").intValue()).isEqualTo(5);
    assertThat(list.get("total").intValue()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"size=0", "size=501", "size=x", "size=", "page=-1", "page=x", "page=99999999999"})
  void refusesPagesThatCannotBe(String query) {
    HttpResponse<String> response = send(to("/api/sales?" + query));
    if (query.equals("size=")) {
      // An empty value counts as none.
      assertThat(response.statusCode()).isEqualTo(200);
    } else {
      isProblem(response, 400, "bad-request");
    }
  }

  @Test
  void doesNotKnowEverySale() {
    isProblem(send(to("/api/sales/no-such")), 404, "unknown-sale");
    isProblem(send(to("/api/sales/a%20b")), 400, "bad-request");
    isProblem(send(put("/api/sales/a%20b", BODY)), 400, "bad-request");
    isProblem(send(to("/api/sales/" + "x".repeat(65))), 400, "bad-request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{}",
        "{'item':'P','stock':0,'perUser':1}",
        "{'item':'P','stock':-1,'perUser':1}",
        "{'item':'P','stock':1000000001,'perUser':1}",
        "{'item':'P','stock':'1','perUser':1}",
        "{'item':'P','stock':1.5,'perUser':1}",
        "{'item':'P','stock':1e400,'perUser':1}",
        "{'item':'P','stock':99999999999999999999999,'perUser':1}",
        "{'item':'P','stock':1,'perUser':0}",
        "{'item':'P','stock':1,'perUser':1001}",
        "{'item':'','stock':1,'perUser':1}",
        "{'item':7,'stock':1,'perUser':1}",
        "{'item':'a\\u0000b','stock':1,'perUser':1}",
        "{'item':'P','stock':1,'perUser':1,'colour':'red'}",
        "{'item':'P','stock':1,'stock':2,'perUser':1}",
        "{'item':'P','stock':1,'perUser':1,'priceMinor':-1}",
        "{'item':'P','stock':1,'perUser':1,'currency':'XXY'}",
        "{'item':'P','stock':1,'perUser':1,'currency':'cny'}",
        "{'item':'P','stock':1,'perUser':1,'startsAt':'yesterday'}",
        "{'item':'P','stock':1,'perUser':1,'startsAt':5}",
        "{'item':'P','stock':1,'perUser':1,'startsAt':'2027-01-01T00:00:00'}",
        "{'item':'P','stock':1,'perUser':1,'startsAt':'2027-01-02T00:00:00Z',"
            + "'endsAt':'2027-01-01T00:00:00Z'}"
      })
  void refusesASaleThatCannotBe(String body) {
    HttpResponse<String> response = send(put("/api/sales/" + sale, body.replace('\'', '"')));
    isProblem(response, 400, "bad-request");
    assertThat(json(response).get("detail").stringValue()).contains("expected:");
  }

  @Test
  void refusesWhatIsTooLargeOrNoJson() {
    isProblem(send(put("/api/sales/x", BODY + " ".repeat(9_000))), 413, "too-large");
    isBlank(send(put("/api/sales/x", BODY).setHeader("Content-Type", "text/plain")), 415);
    isBlank(send(put("/api/sales/x", BODY).setHeader("Accept", "text/html")), 406);
    isBlank(send(to("/api/sales/x").DELETE()), 405);
  }

  private HttpRequest.Builder put(String path, String body) {
    return to(path)
        .header("Content-Type", "application/json")
        .PUT(HttpRequest.BodyPublishers.ofString(body));
  }
}
