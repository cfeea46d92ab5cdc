package io.seckill.gateway.door;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * What an error looks like from outside: RFC 9457, {@code application/problem+json}.
 *
 * @param status HTTP status
 * @param type URI reference of the kind of problem: {@code /problems/<name>} or {@code about:blank}
 * @param title the kind of problem, the same for each of its kind
 * @param detail what was wrong this time: the actual value and the expected one
 * @param members further members, such as {@code requestId}
 * @param headers further response headers, such as {@code Retry-After}
 */
public record Problem(
    int status,
    String type,
    String title,
    String detail,
    Map<String, String> members,
    Map<String, String> headers) {

  private static final int SHOWN_MAX = 80;

  /** A problem of a kind of its own. */
  public static Problem of(int status, String name, String title, String detail) {
    return new Problem(status, "/problems/" + name, title, detail, Map.of(), Map.of());
  }

  /** A problem that says no more than its status does. */
  public static Problem blank(int status, String title, String detail) {
    return new Problem(status, "about:blank", title, detail, Map.of(), Map.of());
  }

  /** 400: the caller sent something that cannot be. */
  public static Problem badRequest(String detail) {
    return of(400, "bad-request", "Bad request", detail);
  }

  /** 503: something this service needs cannot be used just now; nothing was begun. */
  public static Problem unavailable(String detail) {
    return of(503, "unavailable", "Temporarily unavailable", detail).retryAfter(1);
  }

  /** 404: there is no such sale. */
  public static Problem unknownSale(String saleId) {
    return of(404, "unknown-sale", "Unknown sale", "No sale has the id " + saleId + ".");
  }

  /** The same with one more member. */
  public Problem with(String member, String value) {
    return new Problem(status, type, title, detail, plus(members, member, value), headers);
  }

  /** The same with one more response header. */
  public Problem header(String name, String value) {
    return new Problem(status, type, title, detail, members, plus(headers, name, value));
  }

  /** The same with the advice to come again after so many seconds. */
  public Problem retryAfter(int seconds) {
    return header(HttpHeaders.RETRY_AFTER, Integer.toString(seconds));
  }

  /** The document, UTF-8. */
  public byte[] json() {
    Json json =
        Json.object()
            .plain("type", type)
            .member("title", title)
            .member("status", status)
            .member("detail", detail);
    members.forEach(json::member);
    return json.bytes();
  }

  /** The whole response. */
  public ResponseEntity<byte[]> response() {
    ResponseEntity.BodyBuilder response =
        ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    headers.forEach(response::header);
    return response.body(json());
  }

  /** To be thrown where a value is expected. */
  public Refused refused() {
    return new Refused(this);
  }

  /** A value from outside as it may be shown in a message: quoted and cut. */
  public static String shown(String value) {
    return '"' + (value.length() > SHOWN_MAX ? value.substring(0, SHOWN_MAX) + "…" : value) + '"';
  }

  private static Map<String, String> plus(Map<String, String> map, String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(map);
    more.put(key, value);
    return more;
  }

  /** Carries a problem up to the door; it has no stack, since nothing in the program is wrong. */
  public static final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private Refused(Problem problem) {
      super(problem.detail(), null, false, false);
      this.problem = problem;
    }

    /** What to answer. */
    public Problem problem() {
      return problem;
    }
  }
}
