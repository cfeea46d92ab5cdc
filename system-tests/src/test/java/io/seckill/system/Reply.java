package io.seckill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a service answered.
 *
 * @param status HTTP status
 * @param headers response headers
 * @param body as text
 */
record Reply(int status, HttpHeaders headers, String body) {

  static Reply of(HttpResponse<String> response) {
    return new Reply(response.statusCode(), response.headers(), response.body());
  }

  /** The first header of the name; empty where there is none. */
  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  JsonNode json() {
    return JsonMapper.shared().readTree(body);
  }

  /** A member of the JSON body as text; empty where it is missing. */
  String text(String member) {
    return json().path(member).asString("");
  }

  /** The status is this one, and a body is JSON. */
  Reply has(int expected) {
    assertThat(status).as("status of %s", this).isEqualTo(expected);
    assertThat(header("Content-Type")).as("content type of %s", this).contains("application/json");
    return this;
  }

  /** An error in the form of RFC 9457 of this kind: its name, or {@code about:blank}. */
  Reply hasProblem(int expected, String kind) {
    assertThat(status).as("status of %s", this).isEqualTo(expected);
    isProblem();
    String type = json().path("type").asString("about:blank");
    assertThat(type)
        .as("type of %s", this)
        .isEqualTo(kind.equals("about:blank") ? kind : "/problems/" + kind);
    return this;
  }

  /** An error in the form of RFC 9457 that tells nothing of the program's inside. */
  Reply isProblem() {
    assertThat(status).as("status of %s", this).isBetween(400, 599).isNotEqualTo(500);
    assertThat(header("Content-Type"))
        .as("content type of %s", this)
        .startsWith("application/problem+json");
    JsonNode problem = json();
    assertThat(problem.path("status").asInt(0)).as("status in %s", this).isEqualTo(status);
    assertThat(problem.path("title").asString("")).as("title in %s", this).isNotBlank();
    return tellsNothingOfTheInside();
  }

  Reply tellsNothingOfTheInside() {
    assertThat(body)
        .doesNotContain("at io.", "at org.", "java.", "Exception", "springframework", "trace");
    return this;
  }

  @Override
  public String toString() {
    return status + " " + header("Content-Type") + " " + body;
  }
}
